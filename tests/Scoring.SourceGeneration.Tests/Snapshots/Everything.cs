namespace Scoring.Examples;

public enum Kind : byte { Small, Large = 7 }

public abstract class Event
{
    [Column("at")]
    public DateTime At { get; init; }

    [Ignore]
    public string Key { get; init; } = "";
}

[ScoringRow]
public sealed class Everything : Event
{
    public double? Margin { get; init; }

    public Half Share { get; init; }

    public bool IsNew { get; init; }

    public Kind Kind { get; init; }

    [Column("kind_name", AsString = true)]
    public Kind? KindName { get; init; }

    public string? Comment { get; init; }

    public DateOnly Day { get; init; }

    [Column("day_text", AsString = true)]
    public DateOnly DayText { get; init; }

    public DateTimeOffset? Until { get; init; }

    [Shape(28, 28)]
    public float[][] Image { get; init; } = [];

    [Shape(3)]
    public ReadOnlyMemory<long> Codes { get; init; }

    public string[] Tags { get; init; } = [];

    [Column("class")]
    internal int @class { get; init; }

    public float PerKind => Margin is { } margin ? (float)margin / (int)Kind : 0;
}
