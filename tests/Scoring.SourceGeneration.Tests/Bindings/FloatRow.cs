using Scoring.Bindings;

namespace Scoring.SourceGeneration.Tests.Bindings;

/// <summary>Lies in memory as a packed input takes it.</summary>
[ScoringRow]
public record struct FloatRow(float A, float B, float C)
{
    public static RowBinding<FloatRow> ByHand { get; } = RowBinding.For<FloatRow>()
        .Column("A", static (in r) => r.A)
        .Column("B", static (in r) => r.B)
        .Column("C", static (in r) => r.C)
        .Build();
}
