namespace Scoring.Simulation.Arrivals;

/// <summary>When rows come in an open loop: sorted ticks, the same for every policy.</summary>
internal static class ArrivalTrace
{
    private const double DiurnalSwing = 0.6;
    private const double DiurnalPeriods = 2;

    /// <param name="pattern">Not a closed loop.</param>
    /// <param name="rowsPerSecond">The mean rate.</param>
    /// <param name="seed">Decides everything else.</param>
    public static long[] Create(ArrivalPattern pattern, double rowsPerSecond, ulong seed)
    {
        double rate = rowsPerSecond / TimeSpan.TicksPerSecond;
        var random = new StableRandom(seed);
        return pattern switch
        {
            ArrivalPattern.Poisson => Poisson(rate, ref random),
            ArrivalPattern.Bursts => Bursts(rate, ref random),
            ArrivalPattern.Diurnal => Diurnal(rate, ref random),
            _ => throw new ArgumentOutOfRangeException(nameof(pattern), pattern, "Closed loops have no trace."),
        };
    }

    private static long[] Poisson(double rate, ref StableRandom random)
    {
        var times = new List<long>(Room(rate));
        Add(times, rate, 0, SimulatedTime.RunTicks, ref random);
        return [.. times];
    }

    private static long[] Bursts(double rate, ref StableRandom random)
    {
        var times = new List<long>(Room(rate));
        double start = 0;
        for (bool isBurst = false; start < SimulatedTime.RunTicks; isBurst = !isBurst)
        {
            double end = start + (random.NextExponential() * (isBurst ? 200 : 600) * TimeSpan.TicksPerMillisecond);
            Add(times, rate * (isBurst ? 2.2 : 0.6), start, Math.Min(end, SimulatedTime.RunTicks), ref random);
            start = end;
        }

        return [.. times];
    }

    /// <summary>Draws at the peak's rate and keeps a share of it.</summary>
    private static long[] Diurnal(double rate, ref StableRandom random)
    {
        var times = new List<long>(Room(rate));
        double peak = rate * (1 + DiurnalSwing);
        for (double time = random.NextExponential() / peak; time < SimulatedTime.RunTicks; time += random.NextExponential() / peak)
        {
            double share = (1 + (DiurnalSwing * Math.Sin(2 * Math.PI * DiurnalPeriods * time / SimulatedTime.RunTicks))) / (1 + DiurnalSwing);
            if (random.NextUniform() < share) times.Add((long)time);
        }

        return [.. times];
    }

    private static void Add(List<long> times, double rate, double start, double end, ref StableRandom random)
    {
        for (double time = start + (random.NextExponential() / rate); time < end; time += random.NextExponential() / rate) times.Add((long)time);
    }

    private static int Room(double rate) => (int)(rate * SimulatedTime.RunTicks * 1.1) + 16;
}
