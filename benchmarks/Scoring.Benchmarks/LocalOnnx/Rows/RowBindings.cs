using Scoring.Bindings;
using Scoring.Bindings.Fluent;

namespace Scoring.Benchmarks.LocalOnnx.Rows;

/// <summary>The bindings an application would write: one lambda per row, or one per column.</summary>
internal static class RowBindings
{
    public static RowBinding<Row4> PerRow4 { get; } = RowBinding.Create<Row4>(
        static (in Row4 r, ref RowWriter w) =>
        {
            w.Write(r.A);
            w.Write(r.B);
            w.Write(r.C);
            w.Write(r.D);
        },
        "a", "b", "c", "d");

    public static RowBinding<Row20> PerRow20 { get; } = RowBinding.Create<Row20>(
        static (in Row20 r, ref RowWriter w) =>
        {
            for (int i = 0; i < Row20.Length; i++) w.Write(r[i]);
        },
        [.. Names(Row20.Length)]);

    public static RowBinding<Row32> PerRow32 { get; } = RowBinding.Create<Row32>(
        static (in Row32 r, ref RowWriter w) =>
        {
            for (int i = 0; i < Row32.Length; i++) w.Write(r[i]);
        },
        [.. Names(Row32.Length)]);

    public static RowBinding<Row4> Fluent4 { get; } = RowBinding.For<Row4>()
        .Column("a", static (in Row4 r) => r.A)
        .Column("b", static (in Row4 r) => r.B)
        .Column("c", static (in Row4 r) => r.C)
        .Column("d", static (in Row4 r) => r.D)
        .Build();

    public static RowBinding<Row20> Fluent20 { get; } = Fluent<Row20>(
    [
        static (in r) => r[0], static (in r) => r[1], static (in r) => r[2], static (in r) => r[3], static (in r) => r[4],
        static (in r) => r[5], static (in r) => r[6], static (in r) => r[7], static (in r) => r[8], static (in r) => r[9],
        static (in r) => r[10], static (in r) => r[11], static (in r) => r[12], static (in r) => r[13], static (in r) => r[14],
        static (in r) => r[15], static (in r) => r[16], static (in r) => r[17], static (in r) => r[18], static (in r) => r[19],
    ]);

    public static RowBinding<Row32> Fluent32 { get; } = Fluent<Row32>(
    [
        static (in r) => r[0], static (in r) => r[1], static (in r) => r[2], static (in r) => r[3], static (in r) => r[4], static (in r) => r[5],
        static (in r) => r[6], static (in r) => r[7], static (in r) => r[8], static (in r) => r[9], static (in r) => r[10], static (in r) => r[11],
        static (in r) => r[12], static (in r) => r[13], static (in r) => r[14], static (in r) => r[15], static (in r) => r[16], static (in r) => r[17],
        static (in r) => r[18], static (in r) => r[19], static (in r) => r[20], static (in r) => r[21], static (in r) => r[22], static (in r) => r[23],
        static (in r) => r[24], static (in r) => r[25], static (in r) => r[26], static (in r) => r[27], static (in r) => r[28], static (in r) => r[29],
        static (in r) => r[30], static (in r) => r[31],
    ]);

    private static RowBinding<TRow> Fluent<TRow>(ColumnGetter<TRow, float>[] getters)
    {
        RowBindingBuilder<TRow> builder = RowBinding.For<TRow>();
        for (int i = 0; i < getters.Length; i++) builder.Column($"f{i}", getters[i]);
        return builder.Build();
    }

    private static BindingColumn[] Names(int count) => [.. Enumerable.Range(0, count).Select(static i => new BindingColumn($"f{i}"))];
}
