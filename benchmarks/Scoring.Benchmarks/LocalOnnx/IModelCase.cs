using Scoring.Benchmarks.LocalOnnx.ManyRows;

namespace Scoring.Benchmarks.LocalOnnx;

/// <summary>One model to measure.</summary>
internal interface IModelCase
{
    string Name { get; }

    int Features { get; }

    int Outputs { get; }

    string Path { get; }

    /// <summary>The features of all rows, row-major.</summary>
    float[] Values { get; }

    /// <summary>A client for each way of binding rows.</summary>
    Task<IReadOnlyList<ManyRowsWay>> OpenWaysAsync(int maxBatchCount);

    /// <summary>A client with the hand-written binding, for one row at a time.</summary>
    Task<IModelClient> OpenClientAsync(ScoringClientOptions options);

    /// <summary>A batcher with none of the client's features, once it has given the client's scores.</summary>
    Task<IModelClient> OpenBareAsync(int maxBatchCount);
}
