namespace Scoring.Simulation.Profiles;

/// <summary>Services drawn at random, so that nothing can be tuned to them.</summary>
internal static class RandomProfiles
{
    public static ServiceProfile[] Create(ulong seed, int count) => [.. Enumerable.Range(0, count).Select(index => Create(seed, $"rnd{index}", (ulong)index))];

    private static ServiceProfile Create(ulong seed, string name, ulong index)
    {
        var random = new StableRandom(StableRandom.Hash(seed, index));
        ServiceKind kind = random.NextOf(ServiceKind.Linear, ServiceKind.Step, ServiceKind.Flat, ServiceKind.Thrash, ServiceKind.Parallel);
        double a = random.NextLogUniform(1, 15);
        var profile = new ServiceProfile
        {
            Name = name,
            Kind = kind,
            A = a,
            C = random.NextLogUniform(0.03, 0.4),
            S = Bend(kind, ref random),
            P = kind == ServiceKind.Parallel ? random.NextOf(2, 3, 6, 8) : 1,
            Theta = random.NextOf(0, 0.03, 0.1),
            Noise = random.NextOf(0.03, 0.1, 0.2),
            Budget = 0,
            Pause = random.NextUniform() < 0.3 ? new RequestPause(0.01, a + 20) : default,
            Shifts = random.NextUniform() < 0.3 ? [new SpeedShift(0.5, random.NextOf(0.6, 1.6))] : [],
        };
        return profile with { Budget = Math.Clamp(2.6 * profile.Curve(random.NextOf(60, 150, 300)), 60, 400) };
    }

    private static int Bend(ServiceKind kind, ref StableRandom random) => kind switch
    {
        ServiceKind.Step => random.NextOf(16, 32, 50, 128),
        ServiceKind.Flat => random.NextOf(64, 150, 300),
        ServiceKind.Thrash => random.NextOf(80, 150, 300),
        _ => 0,
    };
}
