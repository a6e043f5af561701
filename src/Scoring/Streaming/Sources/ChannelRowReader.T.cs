using System.Runtime.CompilerServices;
using System.Threading.Channels;
using System.Threading.Tasks.Sources;

namespace Scoring.Streaming.Sources;

/// <summary>Reads a channel without allocating, not even when it waits.</summary>
/// <remarks>A channel pools its waiters only when they cannot be cancelled. So the wait at the channel has no token, and a cancelled reader leaves it behind: it takes no row
/// and ends when the channel next has one or is completed.</remarks>
internal sealed class ChannelRowReader<TRow> : IAsyncEnumerator<TRow>, IValueTaskSource<bool>
{
    private readonly ChannelReader<TRow> _reader;
    private readonly CancellationToken _token;
    private readonly CancellationTokenRegistration _registration;
    private readonly Action _onReadable;

    /// <summary>What the stream waits for. Reset by the stream, set by whoever brings <see cref="_isWaiting"/> to 0.</summary>
    private ManualResetValueTaskSourceCore<bool> _answer;

    /// <summary>The wait at the channel.</summary>
    private ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter _wait;

    /// <summary>1 while the stream waits, else 0. Set by whoever begins to wait at the channel; the channel and the token each try to bring it to 0.</summary>
    private int _isWaiting;

    private TRow? _current;

    public ChannelRowReader(ChannelReader<TRow> reader, CancellationToken token)
    {
        _reader = reader;
        _token = token;
        _onReadable = OnReadable;
        _registration = token.UnsafeRegister(static reader => ((ChannelRowReader<TRow>)reader!).CancelWait(), this);
    }

    public TRow Current => _current!;

    public ValueTask<bool> MoveNextAsync() => _reader.TryRead(out _current) ? new ValueTask<bool>(true) : WaitAsync();

    public ValueTask DisposeAsync()
    {
        _registration.Unregister();
        return ValueTask.CompletedTask;
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _answer.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _answer.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);

    private ValueTask<bool> WaitAsync()
    {
        _token.ThrowIfCancellationRequested();
        _answer.Reset();
        BeginWait();
        return new ValueTask<bool>(this, _answer.Version);
    }

    private void BeginWait()
    {
        while (TryWait())
        {
            // Whatever the channel had is gone already: another reader took it.
        }
    }

    /// <summary>Waits until the channel has something; true when it had, at once, nothing for this reader.</summary>
    private bool TryWait()
    {
        ValueTask<bool> wait = _reader.WaitToReadAsync(CancellationToken.None);
        _wait = wait.ConfigureAwait(false).GetAwaiter();
        Volatile.Write(ref _isWaiting, 1);
        if (_wait.IsCompleted) return !TryAnswer();
        Listen();
        if (_token.IsCancellationRequested) CancelWait();
        return false;
    }

    private void Listen()
    {
        try
        {
            _wait.OnCompleted(_onReadable);
        }
        catch (Exception)
        {
            // The channel is anybody's code. Unless the token was faster, the stream ends with this.
            if (TryEndWait()) throw;
        }
    }

    /// <summary>The wait at the channel has ended, perhaps long after the stream has.</summary>
    private void OnReadable()
    {
        try
        {
            if (!TryAnswer()) BeginWait();
        }
        catch (Exception error)
        {
            // Nobody waits at the channel any more, and this runs inside of it.
            _answer.SetException(error);
        }
    }

    /// <summary>Answers with what the channel has; false when the stream still waits and there is nothing for it.</summary>
    private bool TryAnswer()
    {
        bool mayHaveRow = false;
        Exception? error = null;
        try
        {
            mayHaveRow = _wait.GetResult();
        }
        catch (Exception failure)
        {
            error = failure;
        }

        if (!TryEndWait()) return true;
        try
        {
            if (error is null && mayHaveRow && !_reader.TryRead(out _current)) return false;
        }
        catch (Exception failure)
        {
            error = failure;
        }

        if (error is null) _answer.SetResult(mayHaveRow);
        else _answer.SetException(error);
        return true;
    }

    private void CancelWait()
    {
        if (TryEndWait()) _answer.SetException(new OperationCanceledException(_token));
    }

    private bool TryEndWait() => Interlocked.Exchange(ref _isWaiting, 0) == 1;
}
