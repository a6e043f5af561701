using System.Threading.Tasks.Sources;
using Scoring.Concurrency;
using Scoring.Streaming.Slabs;
using Scoring.Streaming.Sources;

namespace Scoring.Streaming;

/// <summary>One enumeration of a stream: reads the source, has slabs of rows scored, gives out their results.</summary>
/// <remarks>
/// <para>There is no loop and no thread of its own. The consumer that asks, the source that goes on, a call that ends and the token that is cancelled each wake the
/// stream; whoever finds nobody inside the gate does what can be done now, and the others leave.</para>
/// <para>The consumer is told outside the gate, by the thread that had something for it: its own when there was something at once. It asks for one slab and takes
/// its rows without coming back here.</para>
/// </remarks>
internal sealed class StreamRun<TRow, TScore> : IAsyncEnumerator<ScoredRow<TRow, TScore>>, IValueTaskSource<bool>, IValueTaskSource, IThreadPoolWorkItem
{
    /// <summary>Whether this thread is inside a cancellation: its owner does not expect the consumer to go on in there.</summary>
    [ThreadStatic]
    private static bool s_isCancelling;

    private readonly CancellationToken _token;
    private readonly CancellationToken _enumerationToken;
    private readonly IWorkStarter _starter;
    private readonly SourceReader<TRow> _source;
    private readonly StreamWindow<TRow, TScore> _window;

    /// <summary>Cancelled, by any thread, when the rows in flight are given up. It is not linked to the tokens but told by them, as taking a link back may wait.</summary>
    private readonly CancellationTokenSource _giveUp = new();

    /// <summary>What the consumer waits for. Reset by the consumer when it asks, set by the thread that has an answer, outside the gate.</summary>
    private ManualResetValueTaskSourceCore<bool> _answer;

    private WakeGate _gate;

    /// <summary>Whether the consumer waits for an answer. Set by the consumer; cleared inside the gate, by the turn that has one.</summary>
    private bool _isAsked;

    /// <summary>Whether the consumer does not want any more. Written by the consumer before it asks for the last time.</summary>
    private bool _isDisposing;

    /// <summary>The slab that is given out; null when there is none. Written inside the gate while the consumer waits, read by the consumer while it does not.</summary>
    private Slab<TRow, TScore>? _slab;

    /// <summary>The next row of <see cref="_slab"/>. Written by the consumer, or for it while it waits.</summary>
    private int _nextRow;

    private ScoredRow<TRow, TScore> _current;

    /// <summary>The answer: whether there is a result, or why there is none. Written inside the gate, read by whoever tells the consumer.</summary>
    private bool _hasResult;

    private Exception? _failure;

    /// <summary>Whether the first question was seen. All from here on is used inside the gate; the consumer may read it while it does not wait.</summary>
    private bool _isStarted;

    /// <summary>Whether rows are taken until the window is full.</summary>
    private bool _isFilling;

    /// <summary>Whether there are no more results: what is in flight is waited for, then the source's enumerator is disposed.</summary>
    private bool _isEnding;

    /// <summary>Whether the source's enumerator is being disposed.</summary>
    private bool _isClosing;

    /// <summary>Whether the source's enumerator is disposed. The exception: set by the thread on which that ends.</summary>
    private bool _isClosed;

    /// <summary>Whether nothing is left to do.</summary>
    private bool _hasEnded;

    /// <summary>Why the stream ends; null when the consumer wants no more, when nothing went wrong, and after the consumer was told.</summary>
    private Exception? _error;

    /// <summary>Why the source's enumerator could not be disposed; null after the consumer was told. Written before <see cref="_isClosed"/>.</summary>
    private Exception? _closeError;

    private CancellationTokenRegistration _registration;
    private CancellationTokenRegistration _enumerationRegistration;

    public StreamRun(
        IScoringClient<TRow, TScore> client, IAsyncEnumerable<TRow> rows, ScoringStreamOptions<TRow> options, CancellationToken token, CancellationToken enumerationToken)
    {
        (_token, _enumerationToken) = (token, enumerationToken);
        _starter = client.GetService(typeof(IWorkStarter)) as IWorkStarter ?? ThreadPoolStarter.Instance;
        _source = new SourceReader<TRow>(rows, Wake, _giveUp.Token);
        _window = new StreamWindow<TRow, TScore>(client, options, Wake, _giveUp.Token);
    }

    public ScoredRow<TRow, TScore> Current => _current;

    public ValueTask<bool> MoveNextAsync()
    {
        if (_slab is not { } slab || _nextRow == slab.Count || _giveUp.IsCancellationRequested) return AskAsync();
        _current = slab.ResultOf(_nextRow++);
        return new ValueTask<bool>(true);
    }

    public ValueTask DisposeAsync()
    {
        ThrowIfAsked();
        _isDisposing = true;
        GiveUp();
        if (!_isStarted) return ValueTask.CompletedTask;
        Ask();
        return new ValueTask(this, _answer.Version);
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _answer.GetResult(token);

    void IValueTaskSource.GetResult(short token) => _answer.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _answer.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _answer.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);

    private ValueTask<bool> AskAsync()
    {
        ThrowIfAsked();
        if (_isDisposing) return new ValueTask<bool>(false);
        Ask();
        return new ValueTask<bool>(this, _answer.Version);
    }

    private void Ask()
    {
        _answer.Reset();
        Volatile.Write(ref _isAsked, true);
        Wake();
    }

    private void ThrowIfAsked()
    {
        if (Volatile.Read(ref _isAsked)) throw new InvalidOperationException("The stream was asked for its next result and has not answered yet. Await that first.");
    }

    /// <summary>Something has changed. Called by any thread, also from inside.</summary>
    private void Wake()
    {
        if (!_gate.TryEnter()) return;
        bool hasAnswer = false;
        do hasAnswer |= TakeTurn();
        while (!_gate.TryLeave());
        if (!hasAnswer) return;
        if (s_isCancelling) _starter.Start(this);
        else Tell();
    }

    void IThreadPoolWorkItem.Execute() => Tell();

    /// <summary>Outside the gate: the consumer goes on in here. There is one answer to a question, so nobody else is here.</summary>
    private void Tell()
    {
        if (_failure is null) _answer.SetResult(_hasResult);
        else _answer.SetException(_failure);
    }

    /// <summary>Does what can be done now; true when the consumer is to be told.</summary>
    private bool TakeTurn()
    {
        // Read first: a consumer that wants no more gives up before it asks, so whoever sees the question sees that too.
        bool isAsked = Volatile.Read(ref _isAsked);
        _window.Settle();
        if (isAsked) Receive();
        if (!_isEnding) Advance(isAsked);
        if (_isEnding) End();
        return isAsked && TryAnswer();
    }

    /// <summary>The consumer has dealt with what it was given.</summary>
    private void Receive()
    {
        if (!_isStarted) Start();
        if (_slab is not { } slab) return;
        _slab = null;
        _window.Release(slab);
    }

    private void Start()
    {
        _isStarted = true;
        _registration = _token.UnsafeRegister(static run => ((StreamRun<TRow, TScore>)run!).OnCancelled(), this);
        _enumerationRegistration = _enumerationToken.UnsafeRegister(static run => ((StreamRun<TRow, TScore>)run!).OnCancelled(), this);
    }

    private void OnCancelled()
    {
        // One cancellation may lead to that of another stream.
        bool wasCancelling = s_isCancelling;
        s_isCancelling = true;
        try
        {
            GiveUp();
            Wake();
        }
        finally
        {
            s_isCancelling = wasCancelling;
        }
    }

    private void GiveUp()
    {
        try
        {
            _giveUp.Cancel();
        }
        catch (AggregateException)
        {
            // What the source or the client does about the cancellation failed. The stream ends all the same.
        }
    }

    private void Advance(bool isAsked)
    {
        if (_giveUp.IsCancellationRequested)
        {
            BeginEnd(FindCancellation());
            return;
        }

        if (ShouldFill(isAsked)) Fill();
        if (!_giveUp.IsCancellationRequested) Send();
        if (isAsked && _source.HasEnded && _window.IsEmpty) BeginEnd(_source.Error);
    }

    private bool ShouldFill(bool isAsked)
    {
        if (_source.HasEnded || _window.Room == 0) return false;
        return _isFilling || _window.Room >= _window.Eighth || (isAsked && !_window.HasReady);
    }

    private void Fill()
    {
        while (_window.Room > 0 && !_giveUp.IsCancellationRequested && _source.TryRead(out TRow? row)) _window.Add(row);
        _isFilling = _window.Room > 0;
    }

    /// <summary>Sends what is not worth filling up: nobody knows how long a source that waits will wait.</summary>
    private void Send()
    {
        if (_source.IsMoving || _source.HasEnded) _window.SendAll();
        else _window.SendToIdlePartitions();
    }

    /// <summary>Null when the consumer itself has given up.</summary>
    private OperationCanceledException? FindCancellation()
    {
        if (_token.IsCancellationRequested) return new OperationCanceledException(_token);
        return _enumerationToken.IsCancellationRequested ? new OperationCanceledException(_enumerationToken) : null;
    }

    private void BeginEnd(Exception? error)
    {
        _isEnding = true;
        _error = error;
        _registration.Unregister();
        _enumerationRegistration.Unregister();
    }

    /// <summary>Goes as far towards the end as is possible now.</summary>
    private void End()
    {
        _source.Settle();
        if (_hasEnded || _window.Calls > 0 || _source.IsMoving) return;
        if (!_isClosing)
        {
            _isClosing = true;
            _ = CloseSourceAsync();
        }

        _hasEnded = Volatile.Read(ref _isClosed);
    }

    private async Task CloseSourceAsync()
    {
        try
        {
            await _source.CloseAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _closeError = error;
        }

        Volatile.Write(ref _isClosed, true);
        Wake();
    }

    private bool TryAnswer()
    {
        if (_hasEnded) AnswerWithEnd();
        else if (!_isEnding && _window.TryTakeReady(out Slab<TRow, TScore>? slab)) AnswerWith(slab);
        else return false;
        Volatile.Write(ref _isAsked, false);
        return true;
    }

    private void AnswerWith(Slab<TRow, TScore> slab)
    {
        _slab = slab;
        _nextRow = 1;
        _current = slab.ResultOf(0);
        _hasResult = true;
    }

    private void AnswerWithEnd()
    {
        _hasResult = false;
        _failure = _isDisposing ? _closeError : _error ?? _closeError;
        _error = _closeError = null;
    }
}
