using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Scoring.Http.Tests.Stress;

/// <summary>What a client must not do: send a row again whose score it has, and send to a partition that was asked to wait.</summary>
/// <remarks>
/// Both are seen by the server as requests arrive. It is told by stages of the client what that knew: which rows have come back as scores, and when a wait was taken note of. A request is only too early
/// if the client began to look whether it might send after that; one that was on its way is not.
/// </remarks>
internal sealed class ClientConduct : IDisposable
{
    private const string Retries = "scoring.client.retries";

    private readonly QuickClock _clock;
    private readonly ConcurrentDictionary<long, bool> _received = [];
    private readonly ConcurrentDictionary<long, SentCall> _calls = [];
    private readonly ConcurrentDictionary<long, AskedPause> _askedByRow = [];
    private readonly ConcurrentDictionary<int, ConcurrentQueue<AskedPause>> _askedOfPartition = [];
    private readonly MeterListener _listener = new();
    private int _underWay;

    public ClientConduct(QuickClock clock)
    {
        _clock = clock;
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == Retries) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, _, _, _) => OnNoted());
        _listener.Start();
    }

    public ConcurrentQueue<string> Offences { get; } = [];

    /// <summary>The rows whose scores have come back.</summary>
    public ICollection<long> Received => _received.Keys;

    /// <summary>Waits that were asked for, and requests that arrived during one because they were under way.</summary>
    public (int Waits, int UnderWay) Counts => (_askedOfPartition.Values.Sum(static queue => queue.Count), _underWay);

    /// <summary>Adds the stages that tell what the client knows, around one that retries.</summary>
    public ScoringClientBuilder AddTo(ScoringClientBuilder builder, Func<ScoringClientBuilder, ScoringClientBuilder> retry) =>
        retry(builder.Use(inner => new CallStage(inner, _clock))).Use(inner => new AttemptStage(inner, this));

    /// <summary>The client sends these rows.</summary>
    public void OnSending(ReadOnlySpan<long> ids) => _calls[ids[0]] = SentCall.Current!;

    /// <summary>The client has the scores of these rows.</summary>
    public void OnReceived(ReadOnlySpan<long> ids)
    {
        foreach (long id in ids) _received.TryAdd(id, true);
    }

    /// <summary>The client has no scores of these rows, and was perhaps asked to wait.</summary>
    public void OnFailed(ReadOnlySpan<long> ids, bool isAskedToWait)
    {
        SentCall call = SentCall.Current!;
        call.Begin(_clock.GetTimestamp());
        call.Asked = isAskedToWait ? _askedByRow[ids[0]] : null;
    }

    /// <summary>The server has a request.</summary>
    public void OnArrived(long[] ids, int partition, long arrivedAt)
    {
        foreach (long id in ids)
        {
            if (_received.ContainsKey(id)) Offences.Enqueue($"Row {id} was sent again, and had its score.");
        }

        if (!_askedOfPartition.TryGetValue(partition, out ConcurrentQueue<AskedPause>? asked)) return;
        long begunAt = _calls[ids[0]].BegunAt;
        foreach (AskedPause pause in asked)
        {
            if (arrivedAt >= pause.Until) continue;
            if (begunAt >= pause.KnownAt) Offences.Enqueue($"Partition {partition} was sent row {ids[0]} {_clock.GetElapsedTime(arrivedAt, pause.Until).TotalSeconds:0.000} s before the end of its wait.");
            else Interlocked.Increment(ref _underWay);
        }
    }

    /// <summary>The server asks to wait.</summary>
    public void OnAsking(long[] ids, int partition, TimeSpan time)
    {
        var pause = new AskedPause(_clock.GetTimestamp() + (long)(time.TotalSeconds * _clock.TimestampFrequency));
        _askedByRow[ids[0]] = pause;
        _askedOfPartition.GetOrAdd(partition, static _ => []).Enqueue(pause);
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>The stage that retries has taken note, in the flow of the call: what it looks at next is looked at after that.</summary>
    private void OnNoted()
    {
        if (SentCall.Current is not { Asked: { } pause } call) return;
        long now = _clock.GetTimestamp();
        call.Asked = null;
        call.Begin(now);
        pause.KnownAt = now;
    }
}
