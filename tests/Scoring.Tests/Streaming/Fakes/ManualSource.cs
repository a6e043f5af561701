using System.Threading.Tasks.Sources;

namespace Scoring.Tests.Streaming.Fakes;

/// <summary>A source that has what a test gave it, waits when that is used up, and notices whoever does not keep to the rules of an enumerator. For one thread.</summary>
internal sealed class ManualSource : IAsyncEnumerable<long>, IAsyncEnumerator<long>, IValueTaskSource<bool>
{
    private readonly Queue<long> _rows = [];
    private ManualResetValueTaskSourceCore<bool> _wait;
    private CancellationToken _token;
    private Exception? _error;
    private bool _hasEnd;

    /// <summary>How often it was enumerated.</summary>
    public int OpenCount { get; private set; }

    public int DisposeCount { get; private set; }

    /// <summary>Rows that were taken.</summary>
    public int Taken { get; private set; }

    public bool IsWaiting { get; private set; }

    public bool HasRows => _rows.Count > 0;

    /// <summary>Whether it goes on waiting although its token is cancelled.</summary>
    public bool IgnoresToken { get; set; }

    public Func<ValueTask> OnDispose { get; set; } = static () => ValueTask.CompletedTask;

    public long Current { get; private set; }

    public static ManualSource Of(params IEnumerable<long> rows)
    {
        var source = new ManualSource();
        source.Add(rows);
        source.End();
        return source;
    }

    public void Add(params IEnumerable<long> rows)
    {
        foreach (long row in rows) _rows.Enqueue(row);
        if (IsWaiting && HasRows) GoOn();
    }

    public void End()
    {
        _hasEnd = true;
        if (IsWaiting) GoOn();
    }

    public void Fail(Exception error)
    {
        _error = error;
        if (IsWaiting) GoOn();
    }

    public IAsyncEnumerator<long> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        OpenCount++;
        _token = cancellationToken;
        cancellationToken.UnsafeRegister(static source => ((ManualSource)source!).OnCancelled(), this);
        return this;
    }

    public ValueTask<bool> MoveNextAsync()
    {
        if (IsWaiting) throw new InvalidOperationException("The source was asked while it waits.");
        if (DisposeCount > 0) throw new InvalidOperationException("The source was asked after it was disposed.");
        if (HasRows || _hasEnd || _error is not null) return Move();
        IsWaiting = true;
        _wait.Reset();
        return new ValueTask<bool>(this, _wait.Version);
    }

    public ValueTask DisposeAsync()
    {
        DisposeCount++;
        if (IsWaiting) throw new InvalidOperationException("The source was disposed while it waits.");
        return OnDispose();
    }

    /// <summary>Ends the wait of a source that ignores its token.</summary>
    public void EndWait()
    {
        IsWaiting = false;
        _wait.SetResult(false);
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _wait.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);

    private ValueTask<bool> Move()
    {
        if (HasRows) Take();
        else if (_error is not null) return ValueTask.FromException<bool>(_error);
        else return new ValueTask<bool>(false);
        return new ValueTask<bool>(true);
    }

    private void GoOn()
    {
        IsWaiting = false;
        if (HasRows)
        {
            Take();
            _wait.SetResult(true);
        }
        else if (_error is not null)
        {
            _wait.SetException(_error);
        }
        else
        {
            _wait.SetResult(false);
        }
    }

    private void Take()
    {
        Current = _rows.Dequeue();
        Taken++;
    }

    private void OnCancelled()
    {
        if (!IsWaiting || IgnoresToken) return;
        IsWaiting = false;
        _wait.SetException(new OperationCanceledException(_token));
    }
}
