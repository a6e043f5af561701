using System.Security.Cryptography;
using Scoring.FailedState;
using Scoring.Fallback;
using Scoring.Isolation;
using Scoring.Resilience;

namespace Scoring;

/// <summary>Adds the stage that retries.</summary>
public static class RetryBuilderExtensions
{
    /// <summary>Adds a stage that sends a request again when the endpoint cannot serve it now, as Azure Stream Analytics does: after status 503, without end, with growing waits.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="options">What is sent again, when and how often; the defaults when left out.</param>
    /// <returns>The builder. The stage belongs inside of isolation and of a failed state, next to the leaf.</returns>
    /// <remarks>
    /// <para><b>Waits</b> are exponential with full jitter, and at least what the endpoint asks for by Retry-After. That is kept by the whole partition: its requests that have not
    /// been sent yet wait too. A retry that waits keeps its place among the requests in flight.</para>
    /// <para><b>Ends.</b> A wait that would end after the deadline of the request is not begun: the call fails at once with <see cref="ScoringRejectedException"/>, whose inner
    /// exception is the last answer. After <see cref="RetryOptions.MaxAttempts"/> the last error is thrown as it is. Cancellation and disposal end every wait.</para>
    /// <para><b>Not for</b> what changes something when it arrives twice, such as the submission of a job.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ScoringClientBuilder UseRetry(this ScoringClientBuilder builder, RetryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        RetryOptions settings = options?.Copy() ?? new RetryOptions();
        settings.Validate();
        settings.Seed ??= RandomNumberGenerator.GetInt32(int.MaxValue);
        return builder.Use(inner =>
        {
            CheckPlace(inner);
            return new RetryScoringClient(inner, settings);
        });
    }

    private static void CheckPlace(IScoringClient inner)
    {
        if (inner.GetService<RowIsolationScoringClient>() is not null)
        {
            throw Misplaced(
                nameof(RowIsolationBuilderExtensions.UseRowIsolation),
                "what is only busy would be taken for an end of the search, and its calls would not be retried one by one");
        }

        if (inner.GetService<IFailedState>() is not null) throw Misplaced(nameof(FailedStateBuilderExtensions.UseFailedState), "an answer that is retried would have failed the client before");
        if (inner.GetService<FallbackScoringClient>() is not null)
            throw Misplaced(nameof(FallbackBuilderExtensions.UseFallback), "the other client would be asked again too, instead of the attempts being those of the first one");
        if (inner.GetService<RetryScoringClient>() is not null)
            throw new InvalidOperationException($"{nameof(UseRetry)} was called twice: the attempts of both would be multiplied. Call it once.");
    }

    private static InvalidOperationException Misplaced(string stage, string why) =>
        new($"{stage} is inside {nameof(UseRetry)}: {why}. Call {stage} before {nameof(UseRetry)}.");
}
