namespace TaxiFares;

[ScoringRow]
public readonly record struct Trip(
    [Column("vendorid")] int VendorId,
    [Column("weekday")] int Weekday,
    [Column("pickuphour")] int PickupHour,
    [Column("passenger")] int Passengers,
    [Column("distance")] float Distance);
