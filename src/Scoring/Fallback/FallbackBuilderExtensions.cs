using Scoring.Fallback;

namespace Scoring;

/// <summary>Adds the stage that falls back to another client.</summary>
public static class FallbackBuilderExtensions
{
    /// <summary>Adds a stage that asks another client, such as a local model, when this one is slow or its endpoint fails.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="fallback">The other client, of a model that takes and gives the same. Disposed with the chain unless <see cref="FallbackOptions.OwnsFallback"/> says otherwise.</param>
    /// <param name="options">When it is asked; only after failures when left out.</param>
    /// <returns>The builder. The stage belongs outside of isolation and retries, which are then those of the first client alone.</returns>
    /// <remarks>
    /// <para><b>Down</b> is what <see cref="ScoringEndpointException"/> says, an answer that cannot be understood, a client in its failed state, and a retry that would come after the deadline.
    /// What a model says of the rows (<see cref="ScoringRefusedException"/>, <see cref="ScoringRowsException"/>) is an answer, and so is a binding that does not fit: neither falls back.</para>
    /// <para><b>Slow</b> is <see cref="FallbackOptions.After"/>. Both are asked then, the first answer counts, the other's request is cancelled and its answer disposed. The first one's refusal
    /// counts as its answer.</para>
    /// <para><b>When both fail</b> the first one's error is thrown, unless the other's says something of the rows.</para>
    /// <para>The scheduler learns only from the first client, and only while its answer counts.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ScoringClientBuilder UseFallback(this ScoringClientBuilder builder, IScoringClient fallback, FallbackOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(fallback);
        FallbackOptions settings = options?.Copy() ?? new FallbackOptions();
        settings.Validate();
        return builder.Use(inner => new FallbackScoringClient(inner, fallback, settings));
    }
}
