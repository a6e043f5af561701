using System.Threading.Tasks.Sources;
using Scoring.Records;

namespace Scoring.Tests.Fakes;

/// <summary>A request to <see cref="LongModel"/> that ends when a test says so. Whoever waits for it goes on inside that call.</summary>
internal sealed class HeldRequest : IValueTaskSource<RecordBatch>
{
    private ManualResetValueTaskSourceCore<RecordBatch> _source;

    public HeldRequest(RecordBatch rows, ScoringContext context, CancellationToken token)
    {
        Batch = rows;
        Rows = rows.GetColumn<long>(0).Values.ToArray();
        Context = context;
        Token = token;
    }

    /// <summary>The request itself, lent until it ends.</summary>
    public RecordBatch Batch { get; }

    /// <summary>Its rows as they were when it was sent.</summary>
    public long[] Rows { get; }

    public ScoringContext Context { get; }

    public CancellationToken Token { get; }

    public bool HasEnded { get; private set; }

    public ValueTask<RecordBatch> Response => new(this, _source.Version);

    public void Complete() => Complete(LongModel.Score(Rows));

    public void Complete(RecordBatch response)
    {
        HasEnded = true;
        _source.SetResult(response);
    }

    public void Fail(Exception error)
    {
        HasEnded = true;
        _source.SetException(error);
    }

    public void FailUnlessEnded(Exception error)
    {
        if (!HasEnded) Fail(error);
    }

    RecordBatch IValueTaskSource<RecordBatch>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<RecordBatch>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<RecordBatch>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
