using Scoring.Onnx;
using Scoring.Records;

namespace Scoring.AllocationTests;

/// <summary>The models of this project, and rows for them.</summary>
internal static class TestModels
{
    private const int Seed = 1;

    public static OnnxScoringClient Load(string name, int lanes = 2) =>
        OnnxScoringClient.Load(PathOf(name), new OnnxScoringOptions { Lanes = lanes });

    public static OnnxScoringClient Load(string name, OnnxScoringOptions options) => OnnxScoringClient.Load(PathOf(name), options);

    /// <summary>Rows as the model takes them; the caller disposes them.</summary>
    public static async Task<RecordBatch> RentRowsAsync(OnnxScoringClient client, int rows)
    {
        ScoringSignature signature = await client.GetSignatureAsync();
        var schema = new RecordSchema([.. signature.Inputs.Select(static i => new ColumnSchema(i.Name, i.Type, i.Shape ?? default))]);
        RecordBatch batch = RecordBatch.Rent(schema, rows);
        var random = new Random(Seed);
        for (int column = 0; column < schema.Columns.Length; column++) Fill(batch, column, random);
        return batch;
    }

    private static void Fill(RecordBatch batch, int column, Random random)
    {
        switch (batch.Schema.Columns[column].Type)
        {
            case ElementType.Float32:
                foreach (ref float value in batch.GetColumn<float>(column).Values) value = random.NextSingle();
                break;
            case ElementType.Int64:
                foreach (ref long value in batch.GetColumn<long>(column).Values) value = random.Next(10);
                break;
            default:
                for (int row = 0; row < batch.RowCount; row++) batch.GetStrings(column).Set(row, $"city {random.Next(1_000_000)}");
                break;
        }
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Models", name + ".onnx");
}
