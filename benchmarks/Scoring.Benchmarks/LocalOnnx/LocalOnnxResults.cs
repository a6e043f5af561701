using Scoring.Benchmarks.LocalOnnx.AwaitedRows;
using Scoring.Benchmarks.LocalOnnx.IdleCallers;
using Scoring.Benchmarks.LocalOnnx.Leaf;
using Scoring.Benchmarks.LocalOnnx.ManyRows;
using Scoring.Benchmarks.LocalOnnx.Streams;
using Scoring.Benchmarks.LocalOnnx.UsualWay;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.LocalOnnx;

/// <summary>One run of the benchmark. A case that was not measured has no results.</summary>
public sealed record LocalOnnxResults(string Command, MachineInfo Machine, int Rounds)
{
    /// <summary>All results that have a budget, beside it; made from the others.</summary>
    public IReadOnlyList<BudgetRowResult> Budget { get; init; } = [];

    public IReadOnlyList<LeafResult> Leaf { get; init; } = [];

    public IReadOnlyList<ManyRowsResult> ManyRows { get; init; } = [];

    public IReadOnlyList<AwaitedRowsResult> AwaitedRows { get; init; } = [];

    public IReadOnlyList<StreamResult> Streams { get; init; } = [];

    public IReadOnlyList<IdleCallerResult> IdleCallers { get; init; } = [];

    public IReadOnlyList<UsualWayResult> UsualWay { get; init; } = [];
}
