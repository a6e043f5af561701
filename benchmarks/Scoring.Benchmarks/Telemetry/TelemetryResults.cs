using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Telemetry;

/// <summary>One run: what it costs that a client could tell of itself, and that it does.</summary>
/// <param name="Command">What made it.</param>
/// <param name="Machine">Where.</param>
/// <param name="SliceMilliseconds">One measurement; two make a pair.</param>
/// <param name="Clients">Clients that take turns; each is compared with itself.</param>
/// <param name="Ways">The first is the control: without and with nothing.</param>
public sealed record TelemetryResults(string Command, MachineInfo Machine, double SliceMilliseconds, int Clients, IReadOnlyList<TelemetryWayResult> Ways);
