using Scoring.Benchmarks.BindingCost.Results;
using Scoring.Benchmarks.BindingCost.Rows;
using Scoring.Benchmarks.LocalOnnx.Rows;
using Scoring.Bindings;
using Scoring.Bindings.Matching;
using Scoring.Records;

namespace Scoring.Benchmarks.BindingCost;

/// <summary>Rows of one type, and the ways in which they are written into a batch of one packed column.</summary>
internal sealed class BindingCase<TRow> : IBindingCase
    where TRow : IBenchmarkRow<TRow>
{
    private readonly RecordBatch _batch;
    private readonly TRow[] _rows;

    public BindingCase(string kind, int rows)
    {
        Kind = kind;
        float[] values = RandomRows.Values(TRow.Columns, rows);
        _rows = [.. Enumerable.Range(0, rows).Select(i => TRow.From(values.AsSpan(i * TRow.Columns, TRow.Columns)))];
        _batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("X", ElementType.Float32, [TRow.Columns])), rows);
    }

    public string Kind { get; }

    public int Columns => TRow.Columns;

    public IReadOnlyList<BindingWay> Ways =>
    [
        new BindingWay(BindingWays.ByHand, () => TRow.CopyByHand(_rows, _batch.GetColumn<float>(0).Values)),
        With(BindingWays.Generated, RowBinding.Default<TRow>()),
        With(BindingWays.PerRow, TRow.PerRow),
        With(BindingWays.PerRowSingly, TRow.PerRowSingly),
        With(BindingWays.PerColumn, TRow.PerColumn),
    ];

    public void Dispose() => _batch.Dispose();

    private BindingWay With(string name, RowBinding<TRow> binding)
    {
        var signature = new ScoringSignature
        {
            ModelName = "benchmark",
            Inputs = [new SignatureColumn("X", ElementType.Float32, [TRow.Columns])],
            Outputs = [new SignatureColumn("Y", ElementType.Float32, RowShape.Scalar)],
        };
        var encoder = new RowEncoder<TRow>(binding, signature);
        return new BindingWay(name, () => encoder.Encode(_rows, _batch));
    }
}
