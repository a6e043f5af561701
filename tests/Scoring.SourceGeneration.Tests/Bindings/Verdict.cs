using Scoring.Bindings;

namespace Scoring.SourceGeneration.Tests.Bindings;

/// <summary>One value of each kind that is read as it is.</summary>
[ScoringResult]
public readonly record struct Verdict([Column("label")] Payment Label, [Column("price")] float Price, [Column("margin")] double? Margin, [Column("day")] DateOnly Day, [Column("at")] DateTimeOffset At)
{
    public bool IsCash => Label == Payment.Cash;

    public static ScoreBinding<Verdict> ByHand { get; } = ScoreBinding.Create(
        static (ref reader) => new Verdict(
            (Payment)reader.Read<long>(),
            reader.Read<float>(),
            reader.Read<double>() is var margin && double.IsNaN(margin) ? null : margin,
            new DateOnly(1970, 1, 1).AddDays(reader.Read<int>()),
            DateTimeOffset.UnixEpoch.AddMilliseconds(reader.Read<long>())),
        "label", "price", "margin", "day", "at");
}
