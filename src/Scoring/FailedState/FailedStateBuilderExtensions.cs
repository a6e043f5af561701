using Scoring.FailedState;

namespace Scoring;

/// <summary>Adds the failed state.</summary>
public static class FailedStateBuilderExtensions
{
    /// <summary>Adds a stage that fails the client at the first answer that is neither a success nor status 503, as jobs of Azure Stream Analytics do: every later call fails with
    /// <see cref="ScoringClientFailedException"/>, and nothing is sent, until <see cref="IFailedState.Reset"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder. The stage belongs outside of isolation and retries.</returns>
    /// <remarks>
    /// <para>A row that was isolated counts like a request that was refused; otherwise it would depend on the rows it travels with whether it fails the client.</para>
    /// <para>What is no answer does not count: cancellations, deadlines and other rejections, timeouts, lost connections, and rows that do not fit the model. Calls in flight when
    /// the client fails keep their own result.</para>
    /// </remarks>
    public static ScoringClientBuilder UseFailedState(this ScoringClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Use(static inner => new FailedStateScoringClient(inner));
    }
}
