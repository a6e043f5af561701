using Scoring.Records;

namespace Scoring.Testing;

/// <summary>A model of one number in and one out.</summary>
internal sealed class NumberModel<TRow, TScore>(Func<TRow, TScore> score)
    where TRow : unmanaged
    where TScore : unmanaged
{
    private readonly RecordSchema _scores = new(new ColumnSchema("score", ElementTypes.Of<TScore>()));

    public ScoringSignature Signature { get; } = new()
    {
        ModelName = "fake",
        Inputs = [new SignatureColumn("row", ElementTypes.Of<TRow>(), [])],
        Outputs = [new SignatureColumn("score", ElementTypes.Of<TScore>(), [])],
    };

    public RecordBatch Score(RecordBatch rows)
    {
        ReadOnlySpan<TRow> values = rows.GetColumn<TRow>(0).Values;
        RecordBatch scores = RecordBatch.Rent(_scores, values.Length);
        Span<TScore> column = scores.GetColumn<TScore>(0).Values;
        for (int i = 0; i < values.Length; i++) column[i] = score(values[i]);
        return scores;
    }
}
