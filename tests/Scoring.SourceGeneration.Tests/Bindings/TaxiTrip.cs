using Scoring.Bindings;

namespace Scoring.SourceGeneration.Tests.Bindings;

/// <summary>Numbers of several types.</summary>
[ScoringRow]
public sealed record TaxiTrip(
    [Column("vendorid")] int VendorId,
    [Column("weekday")] byte Weekday,
    [Column("electric")] bool IsElectric,
    [Column("share")] Half Share,
    [Column("tip")] float? Tip,
    [Column("distance")] float Distance)
{
    public static RowBinding<TaxiTrip> ByHand { get; } = RowBinding.For<TaxiTrip>()
        .Column("vendorid", static (in r) => r.VendorId)
        .Column("weekday", static (in r) => r.Weekday)
        .Column("electric", static (in r) => r.IsElectric)
        .Column("share", static (in r) => r.Share)
        .Column("tip", static (in r) => r.Tip)
        .Column("distance", static (in r) => r.Distance)
        .Build();
}
