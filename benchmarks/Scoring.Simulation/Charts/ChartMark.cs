namespace Scoring.Simulation.Charts;

/// <summary>Something that happens at a time, in all panels.</summary>
internal readonly record struct ChartMark(double Seconds, string Label);
