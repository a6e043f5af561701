using Scoring.Records;

namespace Scoring.Testing.Tests;

/// <summary>A model that doubles a number.</summary>
internal static class Models
{
    private static readonly RecordSchema s_scores = new(new ColumnSchema("score", ElementType.Float32));

    public static ScoringSignature Signature { get; } = new()
    {
        ModelName = "double",
        Inputs = [new SignatureColumn("row", ElementType.Float32, [])],
        Outputs = [new SignatureColumn("score", ElementType.Float32, [])],
    };

    public static RecordBatch Score(RecordBatch rows)
    {
        RecordBatch scores = RecordBatch.Rent(s_scores, rows.RowCount);
        for (int i = 0; i < rows.RowCount; i++) scores.GetColumn<float>(0).Values[i] = 2 * rows.GetColumn<float>(0).Values[i];
        return scores;
    }
}
