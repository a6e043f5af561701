namespace Scoring.Benchmarks.LocalOnnx.AwaitedRows.Bare;

/// <summary>What callers see of a <see cref="BareBatcher{TRow, TScore}"/>: single rows only, and none of their options.</summary>
internal sealed class BareClient<TRow, TScore>(IModelCase model, int maxBatchCount) : IScoringClient<TRow, TScore>
    where TRow : unmanaged
    where TScore : unmanaged
{
    private readonly BareBatcher<TRow, TScore> _batcher = new(model, maxBatchCount);

    public ValueTask<TScore> ScoreAsync(TRow row, RowOptions options = default, CancellationToken cancellationToken = default)
    {
        BareCall<TRow, TScore> call = BareCallPool<TRow, TScore>.Mine.Rent();

        // Once submitted, the call may end and be used again before the next line.
        ValueTask<TScore> score = call.Begin(in row);
        _batcher.Submit(call);
        return score;
    }

    public ValueTask ScoreAsync(ReadOnlyMemory<TRow> rows, Memory<TScore> scores, RowOptions options = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The bare batcher has single rows only.");

    public ValueTask WarmUpAsync(CancellationToken cancellationToken = default) => default;

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public ValueTask DisposeAsync()
    {
        _batcher.Dispose();
        return default;
    }
}
