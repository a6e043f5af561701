namespace Scoring.Simulation.Reports;

/// <summary>A rival over all gated cells.</summary>
internal sealed record RivalSummary(ShareSummary Goodput, LatencySummary P99, double Useful);
