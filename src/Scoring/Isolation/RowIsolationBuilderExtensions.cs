using Scoring.FailedState;
using Scoring.Isolation;

namespace Scoring;

/// <summary>Adds the stage that finds bad rows.</summary>
public static class RowIsolationBuilderExtensions
{
    /// <summary>Adds a stage that finds the bad rows of a request which the model refuses, so that only they fail, each with the model's own message.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The budget of calls; the default when left out.</param>
    /// <returns>The builder. A stage that retries belongs inside this one, a failed state outside.</returns>
    /// <remarks>
    /// <para>A request of several rows is halved when it is refused for its content: <see cref="ScoringRefusedException"/>, or status 400 or 422. The calls for that are made one
    /// after the other within the call, with slices of the request and the same <see cref="ScoringContext"/>. A refusal that concerns the whole request, such as of its
    /// columns, is recognized by rows taken apart that are refused for the same reason, and thrown as it is.</para>
    /// <para>A request that is too large, status 413 or <see cref="ScoringRefusedException.IsTooLarge"/>, is halved until its parts are small enough; that costs nothing of the budget.</para>
    /// <para>Anything else that happens, such as a status of 5xx, a timeout or an answer that cannot be trusted, is never bisected: it is the error of all rows that have
    /// neither a score nor a refusal by then.</para>
    /// <para>Rows without a score are in <see cref="Records.RecordBatch.RowErrors"/> of the response; the row level gives each row its own error.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static ScoringClientBuilder UseRowIsolation(this ScoringClientBuilder builder, RowIsolationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        RowIsolationOptions settings = options?.Copy() ?? new RowIsolationOptions();
        settings.Validate();
        return builder.Use(inner =>
        {
            CheckPlace(inner);
            return new RowIsolationScoringClient(inner, settings);
        });
    }

    private static void CheckPlace(IScoringClient inner)
    {
        if (inner.GetService<IFailedState>() is null) return;
        throw new InvalidOperationException(
            $"{nameof(FailedStateBuilderExtensions.UseFailedState)} is inside {nameof(UseRowIsolation)}: the first refusal would fail the client before its bad rows are found. " +
            $"Call {nameof(FailedStateBuilderExtensions.UseFailedState)} before {nameof(UseRowIsolation)}.");
    }
}
