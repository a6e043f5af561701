using Scoring.Bindings;

namespace Scoring.SourceGeneration.Tests.Bindings;

/// <summary>Values that may be missing, and dates and enums as numbers.</summary>
[ScoringRow]
public readonly struct CountedRow
{
    public int? Stops { get; init; }

    public Payment Payment { get; init; }

    public Payment? Planned { get; init; }

    public DateTime At { get; init; }

    public DateTimeOffset? Until { get; init; }

    public DateOnly Day { get; init; }

    public double? Fee { get; init; }

    public bool? IsShared { get; init; }

    public static RowBinding<CountedRow> ByHand { get; } = RowBinding.For<CountedRow>()
        .Column<int>("Stops", static (in r) => r.Stops)
        .Column("Payment", static (in r) => (long)r.Payment)
        .Column<long>("Planned", static (in r) => (long?)r.Planned)
        .Column("At", static (in r) => new DateTimeOffset(r.At.Ticks, TimeSpan.Zero).ToUnixTimeMilliseconds())
        .Column<long>("Until", static (in r) => r.Until?.ToUnixTimeMilliseconds())
        .Column("Day", static (in r) => r.Day.DayNumber - new DateOnly(1970, 1, 1).DayNumber)
        .Column<double>("Fee", static (in r) => r.Fee)
        .Column<bool>("IsShared", static (in r) => r.IsShared)
        .Build();
}
