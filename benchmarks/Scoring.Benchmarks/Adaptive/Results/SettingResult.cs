namespace Scoring.Benchmarks.Adaptive.Results;

/// <summary>One setting on one model.</summary>
/// <param name="Setting">Which.</param>
/// <param name="IsAdaptive">Whether sizes are found by measuring.</param>
/// <param name="GridRowsPerSecond">Closed loop, in the few rounds of the grid; null for adaptive ones.</param>
/// <param name="Closed">Closed loop beside the adaptive client; null where others were better in the grid.</param>
/// <param name="GridP99">Open loop, microseconds, in the few rounds of the grid; null where the offered rate is too much, and for adaptive ones.</param>
/// <param name="Open">Open loop beside the adaptive client; null where others were better in the grid.</param>
/// <param name="RequestsUntilSettled">Requests of a new client until it was as fast as in the end, median; null where it was not measured or never was.</param>
public sealed record SettingResult(
    string Setting, bool IsAdaptive, double? GridRowsPerSecond, ClosedLoopResult? Closed, double? GridP99, OpenLoopResult? Open, double? RequestsUntilSettled);
