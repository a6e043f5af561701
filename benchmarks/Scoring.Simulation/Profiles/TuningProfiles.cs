using Scoring.Simulation.Services;

namespace Scoring.Simulation.Profiles;

/// <summary>The services that the controller was tuned on: one for each thing that goes wrong.</summary>
internal static class TuningProfiles
{
    private const double Noise = 0.05;

    /// <summary>The ten that are gated.</summary>
    public static ServiceProfile[] Create() =>
    [
        Serial("linear", ServiceKind.Linear, a: 4, c: 0.1),
        Serial("parallel4", ServiceKind.Parallel, a: 4, c: 0.06) with { P = 4, Theta = 0.1 },
        Serial("padded64", ServiceKind.Step, a: 4, c: 0.08, s: 64),
        Serial("flat256", ServiceKind.Flat, a: 12, c: 0.1, s: 256),
        Serial("thrash200", ServiceKind.Thrash, a: 5, c: 0.06, s: 200),
        Serial("noisy", ServiceKind.Linear, a: 4, c: 0.1) with { NewQuirk = static () => new NoisyNeighbour(2, seconds: 2, period: 8), HasVaryingCapacity = true },
        Serial("gc", ServiceKind.Linear, a: 3, c: 0.08) with { Pause = new RequestPause(0.015, 40) },
        Serial("cold", ServiceKind.Linear, a: 4, c: 0.1) with { NewQuirk = static () => new SlowStart(slowRequests: 20, factor: 2, compilation: 30) },
        Serial("drift", ServiceKind.Linear, a: 4, c: 0.1) with { Shifts = [new(1.0 / 3, 1.8), new(2.0 / 3, 0.7)], HasVaryingCapacity = true },
        Serial("remote16", ServiceKind.Parallel, a: 20, c: 0.05) with { P = 16, Theta = 0.03, Noise = 0.1, Budget = 250, IsRemote = true },
    ];

    private static ServiceProfile Serial(string name, ServiceKind kind, double a, double c, int s = 0) =>
        new() { Name = name, Kind = kind, A = a, C = c, S = s, Noise = Noise, Budget = 100 };
}
