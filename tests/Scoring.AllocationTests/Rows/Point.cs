namespace Scoring.AllocationTests.Rows;

/// <summary>A row of four features, as a struct.</summary>
internal readonly record struct Point(float X, float Y, float Z, float T);
