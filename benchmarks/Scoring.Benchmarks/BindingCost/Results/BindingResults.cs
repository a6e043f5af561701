using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.BindingCost.Results;

/// <summary>One run: rows written into a batch.</summary>
/// <param name="Command">What made it.</param>
/// <param name="Machine">Where.</param>
/// <param name="Rounds">Interleaved rounds.</param>
/// <param name="WindowMilliseconds">One measurement.</param>
/// <param name="Rows">Rows in the batch.</param>
/// <param name="Cases">By type of row.</param>
public sealed record BindingResults(string Command, MachineInfo Machine, int Rounds, double WindowMilliseconds, int Rows, IReadOnlyList<BindingCaseResult> Cases)
{
    /// <summary>All results that have a budget, beside it; made from the others.</summary>
    public IReadOnlyList<BudgetRowResult> Budget { get; init; } = [];
}
