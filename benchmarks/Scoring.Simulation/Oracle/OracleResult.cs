using Scoring.Simulation.Policies;

namespace Scoring.Simulation.Oracle;

/// <summary>What the best fixed settings reach, chosen in hindsight.</summary>
/// <param name="Settings">Those of the best goodput.</param>
/// <param name="Goodput">Rows in time per second.</param>
/// <param name="P99">Milliseconds: the best among the settings with at least 99 % of that goodput.</param>
/// <param name="EarlyThroughput">Rows per second of the best goodput's settings, in the measured time before the service first changes.</param>
internal sealed record OracleResult(FixedSettings Settings, double Goodput, double P99, double EarlyThroughput);
