using System.Runtime.CompilerServices;

namespace Scoring.Streaming;

/// <summary>Some rows of one partition that are scored in one call, and what became of them. Used again within its stream.</summary>
internal sealed class Slab<TRow, TScore>
{
    private const int SmallestCapacity = 8;

    private readonly Action<Slab<TRow, TScore>> _onFinished;
    private readonly Action _onCallEnded;
    private readonly int _maxRows;

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

    /// <summary>The call in flight. Written by the sender; taken by the thread on which the call ended.</summary>
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _call;

    public Slab(int maxRows, Action<Slab<TRow, TScore>> onFinished)
    {
        _maxRows = maxRows;
        _onFinished = onFinished;
        _onCallEnded = OnCallEnded;
        _rows = new TRow[Math.Min(maxRows, SmallestCapacity)];
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
    public void Send(IScoringClient<TRow, TScore> client, RowOptions options, CancellationToken cancellationToken)
    {
        if (_scores.Length < _rows.Length) _scores = new TScore[_rows.Length];
        try
        {
            ValueTask call = client.ScoreAsync(_rows.AsMemory(0, Count), _scores.AsMemory(0, Count), options, cancellationToken);
            _call = call.ConfigureAwait(false).GetAwaiter();
        }
        catch (Exception error)
        {
            Fail(error);
            _onFinished(this);
            return;
        }

        if (_call.IsCompleted) OnCallEnded();
        else _call.OnCompleted(_onCallEnded);
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

    private Exception? ErrorOf(int row) => _error ?? _errors![row];

    private void OnCallEnded()
    {
        try
        {
            _call.GetResult();
        }
        catch (ScoringRowsException failure)
        {
            FailRows(failure);
        }
        catch (Exception error)
        {
            Fail(error);
        }

        _call = default;
        _onFinished(this);
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
