using System.Runtime.InteropServices;
using Scoring.Bindings;

namespace Scoring.SourceGeneration.Tests.Bindings;

/// <summary>As large as a packed row, and in another order.</summary>
[ScoringRow]
[StructLayout(LayoutKind.Explicit)]
public struct ReversedRow
{
    [FieldOffset(8)]
    public int First;

    [FieldOffset(4)]
    public int Second;

    [FieldOffset(0)]
    public int Third;

    public static RowBinding<ReversedRow> ByHand { get; } = RowBinding.For<ReversedRow>()
        .Column("First", static (in r) => r.First)
        .Column("Second", static (in r) => r.Second)
        .Column("Third", static (in r) => r.Third)
        .Build();
}
