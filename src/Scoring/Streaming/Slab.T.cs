using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Scoring.Streaming;

/// <summary>Some rows of one partition that are scored in one call, and what became of them. Used again within its stream.</summary>
/// <remarks>
/// Each slab has one asynchronous method that rests between two calls: a method per call would be an object per call. That it rests again is also how the stream
/// learns of the end, because what the stream then does may take long and may send this very slab.
/// </remarks>
internal sealed class Slab<TRow, TScore> : IValueTaskSource
{
    private const int SmallestCapacity = 8;

    private readonly IScoringClient<TRow, TScore> _client;
    private readonly Action<Slab<TRow, TScore>> _onFinished;
    private readonly int _maxRows;

    /// <summary>What <see cref="ServeAsync"/> rests on. Set by the sender; reset by the thread that goes on.</summary>
    private ManualResetValueTaskSourceCore<bool> _sent;

    /// <summary>Set by the sender; cleared by the thread on which the call ended.</summary>
    private bool _isInFlight;

    private RowOptions _callOptions;
    private CancellationToken _callToken;

    /// <summary>Grows with the rows that come, so that a stream of many small slabs does not keep room for many large ones.</summary>
    private TRow[] _rows;

    /// <summary>As long as <see cref="_rows"/> from the first call on.</summary>
    private TScore[] _scores = [];

    /// <summary>The rows' own errors, by position; null until a row of this slab failed alone for the first time. Holds only nulls unless <see cref="_hasErrors"/>.</summary>
    private Exception?[]? _errors;

    /// <summary>The error of all rows; null when there is none. Written by the thread on which the call ended.</summary>
    private Exception? _error;

    /// <summary>Whether <see cref="_error"/> or <see cref="_errors"/> have to be looked at. Written by the thread on which the call ended.</summary>
    private bool _hasErrors;

    public Slab(IScoringClient<TRow, TScore> client, int maxRows, Action<Slab<TRow, TScore>> onFinished)
    {
        _client = client;
        _maxRows = maxRows;
        _onFinished = onFinished;
        _rows = new TRow[Math.Min(maxRows, SmallestCapacity)];
        _ = ServeAsync();
    }

    public int Count { get; private set; }

    public int Capacity => _rows.Length;

    public bool IsFull => Count == _maxRows;

    /// <summary>The partition of the rows while the slab is being filled or in flight.</summary>
    public StreamPartition<TRow, TScore>? Partition { get; set; }

    /// <summary>Whether the results are there; the slab may still have to wait for an older one of its partition.</summary>
    public bool IsDone { get; set; }

    /// <summary>The next slab in the queue that this one is in.</summary>
    public Slab<TRow, TScore>? Next { get; set; }

    /// <summary>The neighbour in <see cref="FinishedSlabs{TRow, TScore}"/>.</summary>
    public Slab<TRow, TScore>? FinishedNext { get; set; }

    public void Add(TRow row)
    {
        if (Count == _rows.Length) Array.Resize(ref _rows, Math.Min(2 * Count, _maxRows));
        _rows[Count++] = row;
    }

    /// <summary>Has the rows scored. The end is told on whatever thread the call ends on, perhaps this one.</summary>
    public void Send(RowOptions options, CancellationToken cancellationToken)
    {
        if (_scores.Length < _rows.Length) _scores = new TScore[_rows.Length];
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

    public ScoredRow<TRow, TScore> ResultOf(int row) => _hasErrors && ErrorOf(row) is { } error ? new(_rows[row], error) : new(_rows[row], _scores[row]);

    /// <summary>Forgets rows, scores and errors.</summary>
    public void Reset()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TRow>()) Array.Clear(_rows, 0, Count);
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TScore>()) Array.Clear(_scores, 0, Math.Min(Count, _scores.Length));
        if (_hasErrors && _errors is not null) Array.Clear(_errors);
        _error = null;
        _hasErrors = false;
        Count = 0;
        IsDone = false;
        Partition = null;
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

    private Exception? ErrorOf(int row) => _error ?? _errors![row];

    private async Task ServeAsync()
    {
        while (true)
        {
            await new ValueTask(this, _sent.Version).ConfigureAwait(false);
            try
            {
                await _client.ScoreAsync(_rows.AsMemory(0, Count), _scores.AsMemory(0, Count), _callOptions, _callToken).ConfigureAwait(false);
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
        if (_errors is null || _errors.Length < _rows.Length) _errors = new Exception?[_rows.Length];
        _hasErrors = true;
        foreach (RowError row in failure.Errors)
        {
            if ((uint)row.Index < (uint)Count) _errors[row.Index] = row.Error ?? failure;
        }
    }
}
