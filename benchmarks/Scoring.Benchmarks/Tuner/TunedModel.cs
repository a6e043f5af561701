using System.Runtime.InteropServices;
using Scoring.Benchmarks.LocalOnnx.Rows;
using Scoring.Onnx;
using Scoring.Records;

namespace Scoring.Benchmarks.Tuner;

/// <summary>A model that the tuner is measured on, with rows for it.</summary>
/// <param name="name">Its file's name.</param>
/// <param name="features">Numbers in a row.</param>
/// <param name="values">All rows, one after another.</param>
internal sealed class TunedModel(string name, int features, Lazy<float[]> values)
{
    public string Name => name;

    public static IReadOnlyList<TunedModel> All { get; } =
    [
        new("logreg4", 4, Random(4)),
        new("mlp32", 32, Random(32)),
        new("gbdt_reg20", 20, Random(20)),
        new("taxi-gbdt", 5, new Lazy<float[]>(static () => MemoryMarshal.Cast<TaxiRow, float>(RandomRows.TaxiRides()).ToArray())),
        new("mnist_dyn", 28 * 28, Random(28 * 28, 4096)),
    ];

    public static int IndexOf(string name) => All.TakeWhile(model => model.Name != name).Count();

    public OnnxScoringClient Open() =>
        OnnxScoringClient.Load(Path.Combine(AppContext.BaseDirectory, "Models", $"{name}.onnx"), new OnnxScoringOptions { Lanes = Environment.ProcessorCount });

    /// <summary>All rows as one batch.</summary>
    public RecordBatch Sample(ScoringSignature signature) => Fill(SchemaOf(signature), 0, values.Value.Length / features);

    /// <summary>Some rows as a batch of their own; after the last one the first one follows.</summary>
    public RecordBatch Fill(RecordSchema schema, int first, int rows)
    {
        var batch = RecordBatch.Rent(schema, rows);
        Span<float> to = batch.GetColumn<float>(0).Values;
        ReadOnlySpan<float> from = values.Value;
        for (int at = 0, source = first * features % from.Length; at < to.Length; source = 0)
        {
            int count = Math.Min(to.Length - at, from.Length - source);
            from.Slice(source, count).CopyTo(to[at..]);
            at += count;
        }

        return batch;
    }

    public static RecordSchema SchemaOf(ScoringSignature signature) => new(new ColumnSchema(signature.Inputs[0].Name, ElementType.Float32, signature.Inputs[0].Shape!.Value));

    private static Lazy<float[]> Random(int features, int rows = RowCount.Distinct) => new(() => RandomRows.Values(features, rows));
}
