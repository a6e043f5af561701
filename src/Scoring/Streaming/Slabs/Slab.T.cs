using System.Threading.Tasks.Sources;

namespace Scoring.Streaming.Slabs;

/// <summary>Some rows of one partition that are scored in one call, and what became of them. Used again within its stream.</summary>
/// <remarks>
/// Each slab has one asynchronous method that rests between two calls: a method per call would be an object per call. That it rests again is also how the stream
/// learns of the end, because what the stream then does may take long and may send this very slab.
/// </remarks>
internal sealed class Slab<TRow, TScore> : IValueTaskSource
{
    private readonly IScoringClient<TRow, TScore> _client;
    private readonly SlabPool<TRow, TScore> _pool;
    private readonly Action<Slab<TRow, TScore>> _onFinished;
    private readonly int _maxRows;

    /// <summary>What <see cref="ServeAsync"/> rests on. Set by the sender; reset by the thread that goes on.</summary>
    private ManualResetValueTaskSourceCore<bool> _sent;

    /// <summary>Set by the sender; cleared by the thread on which the call ended.</summary>
    private bool _isInFlight;

    private RowOptions _callOptions;
    private CancellationToken _callToken;

    /// <summary>Rows, scores and errors. Grows with the rows; null while the slab is free.</summary>
    private SlabBuffer<TRow, TScore> _buffer = null!;

    /// <summary>The error of all rows; null when there is none. Written by the thread on which the call ended.</summary>
    private Exception? _error;

    /// <summary>Whether <see cref="_error"/> or <see cref="SlabBuffer{TRow, TScore}.Errors"/> have to be looked at. Written by the thread on which the call ended.</summary>
    private bool _hasErrors;

    public Slab(IScoringClient<TRow, TScore> client, SlabPool<TRow, TScore> pool, int maxRows, Action<Slab<TRow, TScore>> onFinished)
    {
        _client = client;
        _pool = pool;
        _maxRows = maxRows;
        _onFinished = onFinished;
        _ = ServeAsync();
    }

    public int Count { get; private set; }

    public bool IsFull => Count == _maxRows;

    /// <summary>The partition of the rows while the slab is being filled or in flight.</summary>
    public StreamPartition<TRow, TScore>? Partition { get; set; }

    /// <summary>Whether the results are there; the slab may still have to wait for an older one of its partition.</summary>
    public bool IsDone { get; set; }

    /// <summary>The next slab in the queue that this one is in.</summary>
    public Slab<TRow, TScore>? Next { get; set; }

    /// <summary>The neighbour in <see cref="FinishedSlabs{TRow, TScore}"/>.</summary>
    public Slab<TRow, TScore>? FinishedNext { get; set; }

    public void Begin(SlabBuffer<TRow, TScore> buffer) => _buffer = buffer;

    public void Add(TRow row)
    {
        if (Count == _buffer.Rows.Length) _buffer = _pool.Grow(_buffer);
        _buffer.Rows[Count++] = row;
    }

    /// <summary>Has the rows scored. The end is told on whatever thread the call ends on, perhaps this one.</summary>
    public void Send(RowOptions options, CancellationToken cancellationToken)
    {
        (_callOptions, _callToken) = (options, cancellationToken);
        _isInFlight = true;
        _sent.SetResult(true);
    }

    /// <summary>All rows have this error.</summary>
    public void Fail(Exception error)
    {
        _error = error;
        _hasErrors = true;
    }

    public ScoredRow<TRow, TScore> ResultOf(int row) =>
        _hasErrors && ErrorOf(row) is { } error ? new(_buffer.Rows[row], error) : new(_buffer.Rows[row], _buffer.Scores[row]);

    /// <summary>Forgets everything.</summary>
    public void End(out SlabBuffer<TRow, TScore> buffer, out int rows)
    {
        (buffer, rows) = (_buffer, Count);
        if (_hasErrors && buffer.Errors is { } errors) Array.Clear(errors);
        (_buffer, _error, _hasErrors, Count, IsDone, Partition) = (null!, null, false, 0, false, null);
    }

    void IValueTaskSource.GetResult(short token)
    {
        _sent.GetResult(token);
        _sent.Reset();
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _sent.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        _sent.OnCompleted(continuation, state, token, flags);
        if (!_isInFlight) return;
        _isInFlight = false;
        _onFinished(this);
    }

    private Exception? ErrorOf(int row) => _error ?? _buffer.Errors![row];

    private async Task ServeAsync()
    {
        while (true)
        {
            await new ValueTask(this, _sent.Version).ConfigureAwait(false);
            try
            {
                await _client.ScoreAsync(_buffer.Rows.AsMemory(0, Count), _buffer.Scores.AsMemory(0, Count), _callOptions, _callToken).ConfigureAwait(false);
            }
            catch (ScoringRowsException failure)
            {
                FailRows(failure);
            }
            catch (Exception error)
            {
                Fail(error);
            }
        }
    }

    private void FailRows(ScoringRowsException failure)
    {
        Exception?[] errors = _buffer.Errors ??= new Exception?[_buffer.Rows.Length];
        _hasErrors = true;
        foreach (RowError row in failure.Errors)
        {
            if ((uint)row.Index < (uint)Count) errors[row.Index] = row.Error ?? failure;
        }
    }
}
