namespace Scoring.Batching;

/// <summary>The errors of rows for which it was too late, or for which there was no place.</summary>
internal static class Rejections
{
    public static ScoringRejectedException Expired(int partition) => new("The row's deadline passed before it had a score.") { Partition = partition };

    public static ScoringRejectedException Refused(int partition) =>
        new($"The row was refused: more rows wait in partition {partition} than the model can score in time, and this one would have been late after service. Send fewer rows, give them a longer deadline, or allow more requests in flight ({nameof(ScoringClientOptions.MaxParallelRequests)}); {nameof(ScoringClientOptions)}.{nameof(ScoringClientOptions.RefuseLateRows)} = false sends such rows all the same.")
        {
            Partition = partition,
        };

    public static ScoringRejectedException ShutDown(int partition) =>
        new($"The client was disposed, and {nameof(ScoringClientOptions)}.{nameof(ScoringClientOptions.ShutdownTimeout)} passed before the row had a score.")
        {
            Partition = partition,
        };

    /// <param name="partition">Whose queue it is.</param>
    /// <param name="end">Which of its limits was reached.</param>
    /// <param name="settings">The limits.</param>
    public static ScoringRejectedException QueueFull(int partition, RowsEnd end, SchedulerSettings settings)
    {
        string limit = end == RowsEnd.QueueBytesFull && settings.MaxQueuedBytes != long.MaxValue
            ? $"{nameof(ScoringClientOptions.MaxQueuedBytes)} is {settings.MaxQueuedBytes}"
            : $"{nameof(ScoringClientOptions.MaxQueuedRows)} is {settings.MaxQueuedRows}";
        return new($"The queue of partition {partition} is full: {nameof(ScoringClientOptions)}.{limit}. Send the row again later, or raise the limit.")
        {
            Partition = partition,
        };
    }

    public static ScoringRejectedException WaitedTooLong(PendingRows rows, SchedulerSettings settings)
    {
        TimeSpan waited = settings.Clock.GetElapsedTime(rows.SubmittedAt);

        // It may have been lifted since.
        string limit = settings.MaxQueueDelay is { } delay ? $"is {delay.TotalMilliseconds} ms" : "was less";
        return new($"The row waited for {waited.TotalMilliseconds:0} ms in the queue of partition {rows.Partition}: {nameof(ScoringClientOptions)}.{nameof(ScoringClientOptions.MaxQueueDelay)} {limit}. Send the row again later, send fewer at a time, or raise the limit.")
        {
            Partition = rows.Partition,
        };
    }

    /// <summary>The error of a call of which no row was sent.</summary>
    public static ScoringRowsException AllRows(int rows, ScoringRejectedException error) =>
        new([.. Enumerable.Range(0, rows).Select(index => new RowError(index, error))], rows);
}
