using Scoring.Tuning.Sweep;

namespace Scoring.BenchmarkDotNet;

/// <summary>What the cases of one benchmark class have measured. Used by one thread at a time: cases run one after the other.</summary>
internal sealed class BenchmarkRecord
{
    private readonly Dictionary<Setting, List<Visit>> _visits = [];

    /// <summary>What the last case has measured; null before the first.</summary>
    public SweepSubject? Subject { get; set; }

    /// <summary>Whether the model runs in this process.</summary>
    public bool IsLocal { get; set; }

    public TimeSpan? P99Budget { get; set; }

    /// <summary>Forgets what an earlier run of the case has measured.</summary>
    /// <returns>Takes the case's rounds, those of BenchmarkDotNet's warm-up included.</returns>
    public List<Visit> Begin(Setting setting) => _visits[setting] = [];

    /// <summary>The last rounds of a case: those that were measured.</summary>
    public IEnumerable<Visit> Last(Setting setting, int rounds) => _visits.TryGetValue(setting, out List<Visit>? visits) ? visits.Skip(Math.Max(0, visits.Count - rounds)) : [];
}
