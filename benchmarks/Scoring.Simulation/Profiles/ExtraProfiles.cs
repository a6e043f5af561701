using Scoring.Simulation.Services;

namespace Scoring.Simulation.Profiles;

/// <summary>Services with troubles that the others do not have. They are reported and count in no summary.</summary>
internal static class ExtraProfiles
{
    private const double Noise = 0.05;

    public static ServiceProfile[] Create() =>
    [
        Linear("outages") with { Outage = new PeriodicOutage(Period: 3000, Length: 300, AnswerTime: 2, RetryAfter: 100), IsRemote = true },
        Linear("heavyrows") with { NewQuirk = static () => new HeavyTailedRows(a: 4, c: 0.1) },
        Linear("mixedrows") with { CallSizes = [1, 1, 1, 1, 8, 8, 64, 300] },
        Parallel("partitions") with { Partitions = 8 },
        Parallel("sharing") with { IsShared = true },
    ];

    private static ServiceProfile Linear(string name) =>
        new() { Name = name, Kind = ServiceKind.Linear, A = 4, C = 0.1, Noise = Noise, Budget = 100, IsExtra = true };

    private static ServiceProfile Parallel(string name) =>
        new() { Name = name, Kind = ServiceKind.Parallel, A = 6, C = 0.04, P = 8, Theta = 0.03, Noise = Noise, Budget = 100, IsExtra = true, IsRemote = true };
}
