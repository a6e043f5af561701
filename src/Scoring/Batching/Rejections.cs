namespace Scoring.Batching;

/// <summary>The errors of rows for which it was too late.</summary>
internal static class Rejections
{
    public static ScoringRejectedException Expired(ScoringContext context) =>
        new("The row's deadline passed before it had a score.") { Partition = context.Partition };

    public static ScoringRejectedException ShutDown(ScoringContext context) =>
        new($"The client was disposed, and {nameof(ScoringClientOptions)}.{nameof(ScoringClientOptions.ShutdownTimeout)} passed before the row had a score.")
        {
            Partition = context.Partition,
        };

    /// <summary>The error of a call of which no row was sent.</summary>
    public static ScoringRowsException AllRows(int rows, ScoringRejectedException error) =>
        new([.. Enumerable.Range(0, rows).Select(index => new RowError(index, error))], rows);
}
