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
internal sealed partial class StreamRun<TRow, TScore> : IAsyncEnumerator<ScoredRow<TRow, TScore>>
{
    private readonly CancellationToken _token;
    private readonly CancellationToken _enumerationToken;
    private readonly IWorkStarter _starter;
    private readonly SourceReader<TRow> _source;
    private readonly StreamWindow<TRow, TScore> _window;

    private WakeGate _gate;

    /// <summary>Whether the consumer does not want any more. Written by the consumer before it asks for the last time.</summary>
    private bool _isDisposing;

    /// <summary>The slab that is given out; null when there is none. Written inside the gate while the consumer waits, read by the consumer while it does not.</summary>
    private Slab<TRow, TScore>? _slab;

    /// <summary>The next row of <see cref="_slab"/>. Written by the consumer, or for it while it waits.</summary>
    private int _nextRow;

    private ScoredRow<TRow, TScore> _current;

    /// <summary>Whether the first question was seen. All from here on is used inside the gate; the consumer may read it while it does not wait.</summary>
    private bool _isStarted;

    /// <summary>Whether rows are taken until the window is full.</summary>
    private bool _isFilling;

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
}
