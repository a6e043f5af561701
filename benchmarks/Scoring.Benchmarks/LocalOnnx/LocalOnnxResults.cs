using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.LocalOnnx;

/// <summary>One run of the benchmark.</summary>
public sealed record LocalOnnxResults(string Command, MachineInfo Machine, int Rounds, IReadOnlyList<LeafResult> Leaf, IReadOnlyList<ManyRowsResult> ManyRows);
