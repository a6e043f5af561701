using BenchmarkDotNet.Configs;
using Scoring.Tuning;

namespace Scoring.BenchmarkDotNet;

/// <summary>How the cases of a <see cref="ScoringTuningBenchmark"/> run. It is on that class already; put it on a derived one to change something.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ScoringTuningAttribute : Attribute, IConfigSource
{
    internal const int FewestRounds = TuningOptions.FewestRounds;

    /// <summary>How many rounds of each case are measured: 3 or more, 12 by default.</summary>
    public int Rounds { get; set; } = 12;

    /// <summary>How many rounds of each case are run before, besides its own warm-up: 1 or more, 2 by default.</summary>
    public int WarmUpRounds { get; set; } = 2;

    /// <inheritdoc/>
    public IConfig Config => ScoringTuningConfig.Create(Rounds, WarmUpRounds);
}
