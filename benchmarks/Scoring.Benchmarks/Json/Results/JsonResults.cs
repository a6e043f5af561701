using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Json.Results;

/// <summary>One run: JSON for frames against what .NET brings along.</summary>
/// <param name="Command">What made it.</param>
/// <param name="Machine">Where.</param>
/// <param name="Rounds">Interleaved rounds.</param>
/// <param name="WindowMilliseconds">One measurement.</param>
/// <param name="Tiers">By kind of hardware.</param>
public sealed record JsonResults(string Command, MachineInfo Machine, int Rounds, double WindowMilliseconds, IReadOnlyList<JsonTierResult> Tiers)
{
    /// <summary>All results that have a budget, beside it; made from the others.</summary>
    public IReadOnlyList<BudgetRowResult> Budget { get; init; } = [];
}
