using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Tuner.Results;

/// <summary>One run: the tuner against an exhaustive grid.</summary>
/// <param name="Command">What made it.</param>
/// <param name="Machine">Where.</param>
/// <param name="Rounds">Interleaved rounds of the recommended setting beside the best of the grid.</param>
/// <param name="WindowMilliseconds">One measurement.</param>
/// <param name="Models">By model.</param>
public sealed record TunerResults(string Command, MachineInfo Machine, int Rounds, double WindowMilliseconds, IReadOnlyList<TunerModelResult> Models)
{
    /// <summary>All results that have a budget, beside it; made from the others.</summary>
    public IReadOnlyList<BudgetRowResult> Budget { get; init; } = [];
}
