using System.Threading.Tasks.Sources;

namespace Scoring.Benchmarks.LocalOnnx.AwaitedRows.Bare;

/// <summary>A row that waits for its score. Pooled: it is used again as soon as its caller has read the score.</summary>
internal sealed class BareCall<TRow, TScore> : IValueTaskSource<TScore>
    where TRow : unmanaged
    where TScore : unmanaged
{
    private ManualResetValueTaskSourceCore<TScore> _source;
    private TRow _row;

    /// <summary>The next in the one list that it is in: a stripe, the line, or the pool.</summary>
    public BareCall<TRow, TScore>? Next { get; set; }

    public ref readonly TRow Row => ref _row;

    public ValueTask<TScore> Begin(in TRow row)
    {
        _row = row;
        return new ValueTask<TScore>(this, _source.Version);
    }

    /// <summary>Its caller goes on inside.</summary>
    public void End(TScore score) => _source.SetResult(score);

    TScore IValueTaskSource<TScore>.GetResult(short token)
    {
        TScore score = _source.GetResult(token);
        _source.Reset();
        BareCallPool<TRow, TScore>.Mine.Return(this);
        return score;
    }

    ValueTaskSourceStatus IValueTaskSource<TScore>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<TScore>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
