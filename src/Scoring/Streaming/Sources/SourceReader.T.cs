using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Scoring.Streaming.Sources;

/// <summary>Reads the rows that a source has now. Used by one thread at a time, the one inside the stream's gate.</summary>
internal sealed class SourceReader<TRow>
{
    private readonly IAsyncEnumerable<TRow> _rows;
    private readonly CancellationToken _giveUp;
    private readonly Action _wake;
    private readonly Action _onMoved;

    /// <summary>Null until the first row is asked for.</summary>
    private IAsyncEnumerator<TRow>? _enumerator;

    /// <summary>The step that the source waits in.</summary>
    private ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter _move;

    /// <summary>Whether <see cref="_move"/> has ended. Set by the thread on which the source goes on.</summary>
    private bool _hasMoved;

    /// <param name="rows">The source.</param>
    /// <param name="wake">Called when a source that waited has something, on whatever thread it goes on.</param>
    /// <param name="giveUp">Given to the source.</param>
    public SourceReader(IAsyncEnumerable<TRow> rows, Action wake, CancellationToken giveUp)
    {
        _rows = rows;
        _giveUp = giveUp;
        _wake = wake;
        _onMoved = OnMoved;
    }

    /// <summary>Whether the source waits in a step whose end was not looked at yet.</summary>
    public bool IsMoving { get; private set; }

    /// <summary>Whether no row follows any more.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Why no row follows; null when there was none left.</summary>
    public Exception? Error { get; private set; }

    /// <summary>The next row; false when the source waits or has ended.</summary>
    public bool TryRead([MaybeNullWhen(false)] out TRow row)
    {
        row = default;
        try
        {
            if (!TryMove(out bool hasRow)) return false;
            if (hasRow) row = _enumerator!.Current;
            else HasEnded = true;
            return hasRow;
        }
        catch (Exception error)
        {
            Error = error;
            HasEnded = true;
            return false;
        }
    }

    /// <summary>Looks whether a source that waited has ended its step, so that the stream may end.</summary>
    public void Settle()
    {
        if (!IsMoving || !Volatile.Read(ref _hasMoved)) return;
        IsMoving = false;
        try
        {
            _move.GetResult();
        }
        catch (Exception)
        {
            // The stream is given up, and its reader is told why. What the source says about it no longer matters.
        }
    }

    /// <summary>Gives the source back. Must not be called while it waits.</summary>
    public ValueTask CloseAsync() => _enumerator is null ? ValueTask.CompletedTask : _enumerator.DisposeAsync();

    /// <summary>Moves on; false when the source waits.</summary>
    private bool TryMove(out bool hasRow)
    {
        hasRow = false;
        if (IsMoving)
        {
            if (!Volatile.Read(ref _hasMoved)) return false;
            IsMoving = false;
            hasRow = _move.GetResult();
            return true;
        }

        ValueTask<bool> move = (_enumerator ??= _rows.GetAsyncEnumerator(_giveUp)).MoveNextAsync();
        if (!move.IsCompleted)
        {
            Await(move);
            return false;
        }

        hasRow = move.GetAwaiter().GetResult();
        return true;
    }

    private void Await(ValueTask<bool> move)
    {
        IsMoving = true;
        _hasMoved = false;
        _move = move.ConfigureAwait(false).GetAwaiter();
        try
        {
            _move.OnCompleted(_onMoved);
        }
        catch
        {
            // A step that cannot be awaited, such as one that was before: it will never end.
            IsMoving = false;
            throw;
        }
    }

    private void OnMoved()
    {
        Volatile.Write(ref _hasMoved, true);
        _wake();
    }
}
