using Scoring.Bindings;

namespace Scoring.Benchmarks.BindingCost.Rows;

/// <summary>4 features of one row, held by value.</summary>
[ScoringRow]
internal readonly record struct Struct4(
    float F0, float F1, float F2, float F3) : IBenchmarkRow<Struct4>
{
    public static int Columns => 4;

    public static RowBinding<Struct4> PerRow { get; } = RowBinding.Create<Struct4>(
        static (in row, ref writer) => writer.Write(row.F0, row.F1, row.F2, row.F3),
        "F0", "F1", "F2", "F3");

    public static RowBinding<Struct4> PerRowSingly { get; } = RowBinding.Create<Struct4>(
        static (in row, ref writer) =>
        {
            writer.Write(row.F0);
            writer.Write(row.F1);
            writer.Write(row.F2);
            writer.Write(row.F3);
        },
        "F0", "F1", "F2", "F3");

    public static RowBinding<Struct4> PerColumn { get; } = RowBinding.For<Struct4>()
        .Column("F0", static (in r) => r.F0)
        .Column("F1", static (in r) => r.F1)
        .Column("F2", static (in r) => r.F2)
        .Column("F3", static (in r) => r.F3)
        .Build();

    public static Struct4 From(ReadOnlySpan<float> v) => new(
        v[0], v[1], v[2], v[3]);

    public static void CopyByHand(ReadOnlySpan<Struct4> rows, Span<float> values)
    {
        foreach (ref readonly Struct4 row in rows)
        {
            values[3] = row.F3;
            values[0] = row.F0;
            values[1] = row.F1;
            values[2] = row.F2;
            values = values[4..];
        }
    }
}
