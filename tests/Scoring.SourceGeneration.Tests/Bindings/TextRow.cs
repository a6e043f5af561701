using System.Collections.Immutable;
using System.Globalization;
using Scoring.Bindings;

namespace Scoring.SourceGeneration.Tests.Bindings;

/// <summary>Text and arrays.</summary>
[ScoringRow]
public sealed class TextRow
{
    public string? Comment { get; set; }

    [Column("payment", AsString = true)]
    public Payment Payment { get; set; }

    [Column("planned", AsString = true)]
    public Payment? Planned { get; set; }

    [Column("at", AsString = true)]
    public DateTimeOffset At { get; set; }

    [Column("day", AsString = true)]
    public DateOnly? Day { get; set; }

    [Shape(2, 3)]
    public float[] Flat { get; set; } = [];

    [Shape(2, 3)]
    public int[][] Nested { get; set; } = [];

    [Shape(2)]
    public ReadOnlyMemory<double> Memory { get; set; }

    [Shape(2)]
    public ImmutableArray<bool> Flags { get; set; }

    [Ignore]
    public Guid Key { get; set; }

    public static RowBinding<TextRow> ByHand { get; } = RowBinding.For<TextRow>()
        .Column("Comment", static (in r) => r.Comment)
        .Column("payment", static (in r) => TextOf(r.Payment))
        .Column("planned", static (in r) => r.Planned is { } planned ? TextOf(planned) : null)
        .Column("at", static (in r) => r.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture))
        .Column("day", static (in r) => r.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        .Column("Flat", static (in r) => r.Flat, [2, 3])
        .Column("Nested", static (in r) => r.Nested.SelectMany(static inner => inner).ToArray(), [2, 3])
        .Column("Memory", static (in r) => r.Memory, [2])
        .Column("Flags", static (in r) => r.Flags.ToArray(), [2])
        .Build();

    private static string TextOf(Payment payment) => payment == Payment.Card ? "CREDIT card" : payment.ToString();
}
