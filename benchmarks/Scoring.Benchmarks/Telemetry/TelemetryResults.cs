using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Telemetry;

/// <summary>One run: what it costs that a client could tell of itself, and that it does.</summary>
/// <param name="Command">What made it.</param>
/// <param name="Machine">Where.</param>
/// <param name="Rounds">Interleaved rounds.</param>
/// <param name="WindowMilliseconds">One measurement.</param>
/// <param name="Ways">The first is the client without the stage.</param>
public sealed record TelemetryResults(string Command, MachineInfo Machine, int Rounds, double WindowMilliseconds, IReadOnlyList<TelemetryWayResult> Ways);
