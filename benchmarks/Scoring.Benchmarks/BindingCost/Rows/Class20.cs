using Scoring.Bindings;

namespace Scoring.Benchmarks.BindingCost.Rows;

/// <summary>20 features of one row, an object.</summary>
[ScoringRow]
internal sealed record Class20(
    float F0, float F1, float F2, float F3, float F4, float F5, float F6, float F7, float F8, float F9,
    float F10, float F11, float F12, float F13, float F14, float F15, float F16, float F17, float F18, float F19) : IBenchmarkRow<Class20>
{
    public static int Columns => 20;

    public static RowBinding<Class20> PerRow { get; } = RowBinding.Create<Class20>(
        static (in row, ref writer) =>
        {
            writer.Write(row.F0, row.F1, row.F2, row.F3, row.F4, row.F5, row.F6, row.F7);
            writer.Write(row.F8, row.F9, row.F10, row.F11, row.F12, row.F13, row.F14, row.F15);
            writer.Write(row.F16, row.F17, row.F18, row.F19);
        },
        "F0", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9",
        "F10", "F11", "F12", "F13", "F14", "F15", "F16", "F17", "F18", "F19");

    public static RowBinding<Class20> PerRowSingly { get; } = RowBinding.Create<Class20>(
        static (in row, ref writer) =>
        {
            writer.Write(row.F0);
            writer.Write(row.F1);
            writer.Write(row.F2);
            writer.Write(row.F3);
            writer.Write(row.F4);
            writer.Write(row.F5);
            writer.Write(row.F6);
            writer.Write(row.F7);
            writer.Write(row.F8);
            writer.Write(row.F9);
            writer.Write(row.F10);
            writer.Write(row.F11);
            writer.Write(row.F12);
            writer.Write(row.F13);
            writer.Write(row.F14);
            writer.Write(row.F15);
            writer.Write(row.F16);
            writer.Write(row.F17);
            writer.Write(row.F18);
            writer.Write(row.F19);
        },
        "F0", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9",
        "F10", "F11", "F12", "F13", "F14", "F15", "F16", "F17", "F18", "F19");

    public static RowBinding<Class20> PerColumn { get; } = RowBinding.For<Class20>()
        .Column("F0", static (in r) => r.F0)
        .Column("F1", static (in r) => r.F1)
        .Column("F2", static (in r) => r.F2)
        .Column("F3", static (in r) => r.F3)
        .Column("F4", static (in r) => r.F4)
        .Column("F5", static (in r) => r.F5)
        .Column("F6", static (in r) => r.F6)
        .Column("F7", static (in r) => r.F7)
        .Column("F8", static (in r) => r.F8)
        .Column("F9", static (in r) => r.F9)
        .Column("F10", static (in r) => r.F10)
        .Column("F11", static (in r) => r.F11)
        .Column("F12", static (in r) => r.F12)
        .Column("F13", static (in r) => r.F13)
        .Column("F14", static (in r) => r.F14)
        .Column("F15", static (in r) => r.F15)
        .Column("F16", static (in r) => r.F16)
        .Column("F17", static (in r) => r.F17)
        .Column("F18", static (in r) => r.F18)
        .Column("F19", static (in r) => r.F19)
        .Build();

    public static Class20 From(ReadOnlySpan<float> v) => new(
        v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9],
        v[10], v[11], v[12], v[13], v[14], v[15], v[16], v[17], v[18], v[19]);

    public static void CopyByHand(ReadOnlySpan<Class20> rows, Span<float> values)
    {
        foreach (ref readonly Class20 row in rows)
        {
            values[19] = row.F19;
            values[0] = row.F0;
            values[1] = row.F1;
            values[2] = row.F2;
            values[3] = row.F3;
            values[4] = row.F4;
            values[5] = row.F5;
            values[6] = row.F6;
            values[7] = row.F7;
            values[8] = row.F8;
            values[9] = row.F9;
            values[10] = row.F10;
            values[11] = row.F11;
            values[12] = row.F12;
            values[13] = row.F13;
            values[14] = row.F14;
            values[15] = row.F15;
            values[16] = row.F16;
            values[17] = row.F17;
            values[18] = row.F18;
            values = values[20..];
        }
    }
}
