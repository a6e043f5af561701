namespace Scoring.Simulation.Policies;

/// <summary>What never changes.</summary>
/// <param name="Rows">Most rows in a request.</param>
/// <param name="Linger">Milliseconds that a row waits for others when a request could be sent but would not be full.</param>
/// <param name="InFlight">Most requests in flight.</param>
/// <param name="MaxWaiting">Rows that may wait; beyond, those that came first are refused.</param>
internal readonly record struct FixedSettings(int Rows, double Linger = 0, int InFlight = 1, int MaxWaiting = int.MaxValue);
