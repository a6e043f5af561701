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
        ValueTask<bool> wait = _reader.WaitToReadAsync(CancellationToken.None);
        _wait = wait.ConfigureAwait(false).GetAwaiter();
        Volatile.Write(ref _isWaiting, 1);
        if (_wait.IsCompleted) OnReadable();
        else _wait.OnCompleted(_onReadable);
        if (_token.IsCancellationRequested) CancelWait();
    }

    /// <summary>The wait at the channel has ended, perhaps long after the stream has.</summary>
    private void OnReadable()
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

        if (!TryEndWait()) return;
        if (error is not null) _answer.SetException(error);
        else if (!mayHaveRow) _answer.SetResult(false);
        else if (_reader.TryRead(out _current)) _answer.SetResult(true);
        else BeginWait();
    }

    private void CancelWait()
    {
        if (TryEndWait()) _answer.SetException(new OperationCanceledException(_token));
    }

    private bool TryEndWait() => Interlocked.Exchange(ref _isWaiting, 0) == 1;
}
