using Scoring.Bindings;

namespace Scoring.Batching;

/// <summary>A model's signature with the bindings checked against it and the limits that follow.</summary>
internal sealed class BoundModel<TRow, TScore>
{
    public BoundModel(ScoringSignature signature, RowBinding<TRow> rows, ScoreBinding<TScore> scores, ScoringClientOptions options)
    {
        Check(signature);
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

    /// <summary>A leaf is anybody's code.</summary>
    private static void Check(ScoringSignature? signature)
    {
        if (signature is null || signature.Inputs.IsDefault || signature.Outputs.IsDefault)
            throw new ScoringModelException($"{signature?.ModelName ?? "The leaf"} gave a signature without inputs or outputs.");
        if (signature.MaxConcurrentRequests < 1) throw Limit(signature, nameof(signature.MaxConcurrentRequests), signature.MaxConcurrentRequests);
        if (signature.MaxRowsPerRun < 1) throw Limit(signature, nameof(signature.MaxRowsPerRun), signature.MaxRowsPerRun);
    }

    private static ScoringModelException Limit(ScoringSignature signature, string name, int? value) =>
        new($"{signature.ModelName} says {nameof(ScoringSignature)}.{name} is {value}; it must be 1 or more, or null for no limit.");
}
