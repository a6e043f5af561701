using Scoring.Bindings;

namespace TaxiFares;

/// <summary>One taxi trip, as the meter sees it at the start, in the model's order; the distance in miles, Monday is 0.</summary>
[ScoringRow]
public readonly record struct Trip(
    [Column("vendorid")] int VendorId,
    [Column("weekday")] int Weekday,
    [Column("pickuphour")] int PickupHour,
    [Column("passenger")] int Passengers,
    [Column("distance")] float Distance);
