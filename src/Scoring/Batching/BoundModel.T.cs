using Scoring.Bindings;

namespace Scoring.Batching;

/// <summary>A model's signature with the bindings checked against it and the limits that follow.</summary>
internal sealed class BoundModel<TRow, TScore>
{
    public BoundModel(ScoringSignature signature, RowBinding<TRow> rows, ScoreBinding<TScore> scores, ScoringClientOptions options)
    {
        Rows = new RowEncoder<TRow>(rows, signature);
        Scores = new ScoreDecoder<TScore>(scores, signature);
        ParallelRequests = options.MaxParallelRequests ?? signature.MaxConcurrentRequests ?? ScoringClientOptions.DefaultRemoteRequests;
        MaxBatchCount = options.MaxBatchCount
            ?? (signature.MaxConcurrentRequests is null ? ScoringClientOptions.DefaultRemoteBatchCount : ScoringClientOptions.DefaultLocalBatchCount);
        BatchUnit = Math.Min(signature.MaxRowsPerRun ?? 1, MaxBatchCount);
    }

    public RowEncoder<TRow> Rows { get; }

    public ScoreDecoder<TScore> Scores { get; }

    public int MaxBatchCount { get; }

    public int ParallelRequests { get; }

    /// <summary>Requests hold a multiple of this where they can, so that a model with a fixed batch is not padded.</summary>
    public int BatchUnit { get; }
}
