namespace Scoring.Simulation.Reports;

/// <summary>What a rival reached on a cell.</summary>
/// <param name="Goodput">Rows in time per second.</param>
/// <param name="Ratio">The same as a share of the oracle's, at most 1.</param>
/// <param name="P99">Milliseconds.</param>
internal sealed record RivalCell(double Goodput, double Ratio, double P99);
