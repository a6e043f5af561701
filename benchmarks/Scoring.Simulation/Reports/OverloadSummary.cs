namespace Scoring.Simulation.Reports;

/// <summary>Goodput ÷ capacity under overload: its mean, and the oracle's.</summary>
internal sealed record OverloadSummary(double Useful, double OracleUseful);
