namespace Scoring.Tests.Bindings;

/// <summary>A row as a record class.</summary>
internal sealed record TripRecord(int Hour, float Distance);
