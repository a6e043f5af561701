namespace Scoring.Resilience;

/// <summary>The errors of calls that do not wait any longer.</summary>
internal static class RetryErrors
{
    /// <param name="call">The call.</param>
    /// <param name="wait">How long it would wait.</param>
    /// <param name="last">The last answer; null when it has not sent anything.</param>
    public static ScoringRejectedException TooLate(RetryCall call, TimeSpan wait, ScoringException? last)
    {
        string why = last is null ? "The endpoint has asked not to be sent anything now" : $"Attempt {call.Attempt} has failed";
        string remedy = $"Give the rows a later deadline, or {nameof(RetryOptions)}.{nameof(RetryOptions.Timeout)} more time.";
        return new ScoringRejectedException($"{why}, and the next attempt, in {wait.TotalSeconds:0.###} s, would be after the deadline. {remedy}{CauseOf(last)}", last)
        {
            Partition = call.Context.Partition,
            Rows = call.RowCount,
            Attempt = Math.Max(1, call.Attempt),
            Status = last?.Status,
            ResponseExcerpt = last?.ResponseExcerpt,
            RetryAfter = wait,
        };
    }

    public static ScoringRejectedException ShutDown(RetryCall call, ScoringException? last) =>
        new($"The client was disposed before the rows were sent again.{CauseOf(last)}", last)
        {
            Partition = call.Context.Partition,
            Rows = call.RowCount,
            Attempt = Math.Max(1, call.Attempt),
            Status = last?.Status,
        };

    private static string CauseOf(ScoringException? last) => last is null ? "" : $" The last error: {last.Message}";
}
