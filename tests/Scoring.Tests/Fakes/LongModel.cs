using Scoring.Records;

namespace Scoring.Tests.Fakes;

/// <summary>A model of one number in and one out. Every score shows which row it is of.</summary>
internal static class LongModel
{
    private static readonly RecordSchema s_response = new(new ColumnSchema("score", ElementType.Int64));

    /// <param name="lanes">How many requests the leaf says it runs at once.</param>
    /// <param name="rowsPerRun">How many rows the leaf says the model runs together.</param>
    public static ScoringSignature Signature(int? lanes = null, int? rowsPerRun = null) => new()
    {
        ModelName = Signatures.Model,
        Inputs = [new SignatureColumn("row", ElementType.Int64, [])],
        Outputs = [new SignatureColumn("score", ElementType.Int64, [])],
        MaxConcurrentRequests = lanes,
        MaxRowsPerRun = rowsPerRun,
    };

    public static long ScoreOf(long row) => (3 * row) + 1;

    public static long[] Rows(int count, long first = 0) => [.. Enumerable.Range(0, count).Select(i => first + i)];

    /// <summary>The rows as a batch.</summary>
    public static RecordBatch Batch(int count, long first = 0) => RecordBatch.FromValues<long>(Rows(count, first), [], "row");

    public static long[] ScoresOf(IEnumerable<long> rows) => [.. rows.Select(ScoreOf)];

    public static RecordBatch Score(RecordBatch rows) => Score(rows.GetColumn<long>(0).Values);

    public static RecordBatch Score(ReadOnlySpan<long> rows)
    {
        var response = RecordBatch.Rent(s_response, rows.Length);
        Span<long> scores = response.GetColumn<long>(0).Values;
        for (int i = 0; i < rows.Length; i++) scores[i] = ScoreOf(rows[i]);
        return response;
    }
}
