namespace TaxiFares;

/// <summary>One taxi trip, as the meter sees it at the start; the distance in miles, Monday is 0.</summary>
public readonly record struct Trip(int VendorId, int Weekday, int PickupHour, int Passengers, float Distance);
