namespace Scoring.Simulation.Profiles;

/// <summary>A service that answers requests in virtual time. Immutable.</summary>
internal sealed record ServiceProfile : IServiceModel
{
    public required string Name { get; init; }

    public required ServiceKind Kind { get; init; }

    /// <summary>Milliseconds per request.</summary>
    public required double A { get; init; }

    /// <summary>Milliseconds per row.</summary>
    public required double C { get; init; }

    /// <summary>Where a curve bends; its meaning is the kind's.</summary>
    public int S { get; init; }

    /// <summary>Requests that run at once at full speed.</summary>
    public int P { get; init; } = 1;

    /// <summary>What each request beyond <see cref="P"/> costs all of them.</summary>
    public double Theta { get; init; }

    /// <summary>Deviation of the time's logarithm.</summary>
    public double Noise { get; init; }

    /// <summary>Milliseconds from arrival to score within which a row is of use.</summary>
    public required double Budget { get; init; }

    public RequestPause Pause { get; init; }

    /// <summary>By time; the last one that has begun counts.</summary>
    public IReadOnlyList<SpeedShift> Shifts { get; init; } = [];

    /// <summary>Makes what the service does beside its curve; null for nothing.</summary>
    public Func<IServiceQuirk>? NewQuirk { get; init; }

    /// <summary>When it answers that it is overloaded; null for never.</summary>
    public PeriodicOutage? Outage { get; init; }

    /// <summary>Whether requests in flight share it from moment to moment.</summary>
    public bool IsShared { get; init; }

    /// <summary>Rows of a call, each as likely as any; single rows when empty.</summary>
    public IReadOnlyList<int> CallSizes { get; init; } = [];

    /// <summary>Streams of rows with queues of their own.</summary>
    public int Partitions { get; init; } = 1;

    /// <summary>Whether it stands for an endpoint, which a client starts with more requests in flight.</summary>
    public bool IsRemote { get; init; }

    /// <summary>Whether its capacity varies over a run, so that useful ÷ capacity says little.</summary>
    public bool HasVaryingCapacity { get; init; }

    /// <summary>Whether it is only reported: it counts in no summary.</summary>
    public bool IsExtra { get; init; }

    public long BudgetTicks => SimulatedTime.ToTicks(Budget);

    /// <summary>Milliseconds of a request alone in flight, without noise, pause or shift.</summary>
    public double Curve(int rows) => Kind switch
    {
        ServiceKind.Linear => A + (C * rows),
        ServiceKind.Step => A + (C * S * Math.Ceiling((double)rows / S)),
        ServiceKind.Flat => A + (0.05 * C * rows) + (C * Math.Max(0, rows - S)),
        ServiceKind.Thrash => A + (C * rows) + (4 * C / S * Math.Pow(Math.Max(0, rows - S), 2)),
        ServiceKind.Parallel => A + (C * P * rows),
        _ => throw new InvalidOperationException($"{Name} has the unknown kind {Kind}."),
    };

    /// <summary>What a request's time is multiplied by.</summary>
    public double Crowd(int inFlight) => inFlight <= P ? 1 : (double)inFlight / P * (1 + (Theta * (inFlight - P)));

    double IServiceModel.PauseProbability => Pause.Probability;

    double IServiceModel.PauseMilliseconds => Pause.Milliseconds;

    double IServiceModel.Crowd(int inFlight, long now) => Crowd(inFlight);

    IServiceQuirk? IServiceModel.NewQuirk() => NewQuirk?.Invoke();

    IServiceFaults? IServiceModel.NewFaults() => Outage;

    public double ShiftAt(long ticks)
    {
        double factor = 1;
        foreach (SpeedShift shift in Shifts)
        {
            if (ticks >= shift.At * SimulatedTime.RunTicks) factor = shift.Factor;
        }

        return factor;
    }
}
