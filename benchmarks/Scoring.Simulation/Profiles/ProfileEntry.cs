namespace Scoring.Simulation.Profiles;

/// <summary>A service as it stands in a file. What is left out is not there.</summary>
internal sealed record ProfileEntry(
    string? Name, string Kind, double AMs, double CMs, int? S, int? P, double? Theta, double? Noise, double BudgetMs, ProfileEntry.PauseEntry? Pause, ProfileEntry.ShiftEntry? Shift)
{
    public ServiceProfile ToProfile(int index) => new()
    {
        Name = Name ?? $"file{index}",
        Kind = Enum.Parse<ServiceKind>(Kind, ignoreCase: true),
        A = AMs,
        C = CMs,
        S = S ?? 1,
        P = Math.Max(P ?? 1, 1),
        Theta = Theta ?? 0,
        Noise = Noise ?? 0,
        Budget = BudgetMs,
        Pause = Pause is { } pause ? new ServicePause(pause.Probability, pause.Ms) : default,
        Shifts = Shift is { } shift ? [new ServiceShift(Fraction(shift.At), shift.Factor)] : [],
    };

    /// <summary>Up to 1 it is a fraction of the run; else seconds, or milliseconds if that would be beyond the run.</summary>
    private static double Fraction(double at)
    {
        const double RunSeconds = (double)SimulatedTime.RunTicks / TimeSpan.TicksPerSecond;
        return at <= 1 ? at : at <= RunSeconds ? at / RunSeconds : at / 1000 / RunSeconds;
    }

    internal sealed record PauseEntry(double Probability, double Ms);

    internal sealed record ShiftEntry(double At, double Factor);
}
