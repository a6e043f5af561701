namespace Scoring.Benchmarks.LocalOnnx.Leaf;

/// <summary>What the leaf adds to the C API's Run on one model.</summary>
/// <param name="Model">The model.</param>
/// <param name="RawNanoseconds">Raw Run of one row, median.</param>
/// <param name="LeafNanoseconds">The leaf's call with a batch of one row, median.</param>
/// <param name="OverheadNanoseconds">Median over the rounds of the difference.</param>
/// <param name="BytesPerCall">Managed bytes per call, by rows in the batch.</param>
public sealed record LeafResult(string Model, double RawNanoseconds, double LeafNanoseconds, double OverheadNanoseconds, IReadOnlyDictionary<int, double> BytesPerCall) : IModelResult;
