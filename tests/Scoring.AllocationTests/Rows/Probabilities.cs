namespace Scoring.AllocationTests.Rows;

/// <summary>A score of three classes.</summary>
internal readonly record struct Probabilities(float Low, float Middle, float High);
