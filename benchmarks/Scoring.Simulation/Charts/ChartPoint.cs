namespace Scoring.Simulation.Charts;

/// <summary>A value at a time.</summary>
internal readonly record struct ChartPoint(double Seconds, double Value);
