using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Adaptive.Results;

/// <summary>One run: the adaptive client against the best fixed setting.</summary>
/// <param name="Command">What made it.</param>
/// <param name="Machine">Where.</param>
/// <param name="Rounds">Interleaved rounds of those settings that were compared in the end.</param>
/// <param name="WindowMilliseconds">One measurement.</param>
/// <param name="Models">By model.</param>
public sealed record AdaptiveResults(string Command, MachineInfo Machine, int Rounds, double WindowMilliseconds, IReadOnlyList<AdaptiveModelResult> Models)
{
    /// <summary>All results that have a budget, beside it; made from the others.</summary>
    public IReadOnlyList<BudgetRowResult> Budget { get; init; } = [];
}
