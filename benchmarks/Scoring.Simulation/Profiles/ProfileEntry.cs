namespace Scoring.Simulation.Profiles;

/// <summary>A service as it stands in a file. What is left out is not there.</summary>
internal sealed record ProfileEntry(
    string? Name, string? Kind, double AMs, double CMs, int? S, int? P, double? Theta, double? Noise, double BudgetMs, ProfileEntry.PauseEntry? Pause, ProfileEntry.ShiftEntry? Shift)
{
    private static readonly string[] s_kinds = [.. Enum.GetNames<ServiceKind>().Select(static kind => kind.ToLowerInvariant())];

    /// <summary>What is wrong with it, as a sentence without its subject; null when nothing is.</summary>
    public string? FindProblem() =>
        !s_kinds.Contains(Kind, StringComparer.OrdinalIgnoreCase) ? $"has the kind '{Kind}'; there are {string.Join(", ", s_kinds)}"
        : !(AMs >= 0 && CMs >= 0 && AMs + CMs > 0) ? $"needs a_ms and c_ms that are not negative and not both 0, not {AMs} and {CMs}"
        : !(BudgetMs > 0) ? $"needs a budget_ms above 0, not {BudgetMs}"
        : HasBend && (S ?? 0) < 1 ? $"needs an s of at least 1, not {S}"
        : Theta < 0 || Noise < 0 ? $"has a theta or a noise below 0: {Theta}, {Noise}"
        : Pause is { Probability: < 0 or > 1 } or { Ms: < 0 } ? $"has a pause that cannot be: {Pause.Probability}, {Pause.Ms} ms"
        : Shift is { At: < 0 } or { Factor: <= 0 } ? $"has a shift that cannot be: at {Shift.At}, factor {Shift.Factor}"
        : null;

    public ServiceProfile ToProfile(int index) => new()
    {
        Name = Name ?? $"file{index}",
        Kind = ParsedKind,
        A = AMs,
        C = CMs,
        S = S ?? 1,
        P = Math.Max(P ?? 1, 1),
        Theta = Theta ?? 0,
        Noise = Noise ?? 0,
        Budget = BudgetMs,
        Pause = Pause is { } pause ? new RequestPause(pause.Probability, pause.Ms) : default,
        Shifts = Shift is { } shift ? [new SpeedShift(Fraction(shift.At), shift.Factor)] : [],
    };

    private ServiceKind ParsedKind => Enum.Parse<ServiceKind>(Kind!, ignoreCase: true);

    private bool HasBend => ParsedKind is ServiceKind.Step or ServiceKind.Flat or ServiceKind.Thrash;

    /// <summary>Up to 1 it is a fraction of the run; else seconds, or milliseconds if that would be beyond the run.</summary>
    private static double Fraction(double at)
    {
        const double RunSeconds = (double)SimulatedTime.RunTicks / TimeSpan.TicksPerSecond;
        return at <= 1 ? at : at <= RunSeconds ? at / RunSeconds : at / 1000 / RunSeconds;
    }

    internal sealed record PauseEntry(double Probability, double Ms);

    internal sealed record ShiftEntry(double At, double Factor);
}
