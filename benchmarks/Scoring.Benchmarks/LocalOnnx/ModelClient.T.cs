using System.Diagnostics;
using System.Runtime.CompilerServices;
using Scoring.Benchmarks.Measuring;
using Scoring.Streaming;

namespace Scoring.Benchmarks.LocalOnnx;

internal sealed class ModelClient<TRow, TScore> : IModelClient
{
    private readonly IScoringClient<TRow, TScore> _client;
    private readonly TRow[] _rows;
    private readonly ManualResetEventSlim _idle = new();
    private readonly Action _onScored;
    private readonly RandomArrivals<TScore> _arrivals;
    private ConfiguredValueTaskAwaitable<TScore>.ConfiguredValueTaskAwaiter _pending;
    private long _scoredAt;

    public ModelClient(IScoringClient<TRow, TScore> client, TRow[] rows)
    {
        _client = client;
        _rows = rows;
        _onScored = OnScored;
        _arrivals = new RandomArrivals<TScore>(row => _client.ScoreAsync(_rows[row % _rows.Length]));
    }

    public Task<long> AwaitRowsAsync(int callers, StopFlag stop) =>
        ShuffledCallers.RunAsync(callers, (caller, start) => AwaitRowsAsync((int)((long)caller * _rows.Length / callers), start, stop));

    public async Task<long> StreamAsync(int maxInFlight, StopFlag stop)
    {
        var options = new ScoringStreamOptions<TRow> { MaxInFlight = maxInFlight };
        long rows = 0;
        await foreach (ScoredRow<TRow, TScore> row in _client.ScoreStreamAsync(ReadAsync(stop), options))
        {
            _ = row.Score;
            rows++;
        }

        return rows;
    }

    public long CallOnce(int call)
    {
        long started = Stopwatch.GetTimestamp();
        _pending = _client.ScoreAsync(_rows[call % _rows.Length]).ConfigureAwait(false).GetAwaiter();
        if (_pending.IsCompleted)
        {
            OnScored();
            return _scoredAt - started;
        }

        _idle.Reset();
        _pending.UnsafeOnCompleted(_onScored);
        _idle.Wait();
        return _scoredAt - started;
    }

    public Task<ArrivalLatency> ArriveAsync(double perSecond, int seed, TimeSpan time) => _arrivals.RunAsync(perSecond, seed, time);

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _idle.Dispose();
    }

    /// <summary>Position and count stay in the caller's own state: a counter that callers share, or one that lies beside another's, would be what is measured.</summary>
    private async Task<long> AwaitRowsAsync(int at, Task start, StopFlag stop)
    {
        await start;
        long rows = 0;
        while (!stop.IsSet)
        {
            _ = await _client.ScoreAsync(_rows[at]);
            if (++at == _rows.Length) at = 0;
            rows++;
        }

        return rows;
    }

    private async IAsyncEnumerable<TRow> ReadAsync(StopFlag stop)
    {
        await Task.Yield();
        for (int at = 0; !stop.IsSet; at = at + 1 == _rows.Length ? 0 : at + 1) yield return _rows[at];
    }

    private void OnScored()
    {
        _ = _pending.GetResult();
        _scoredAt = Stopwatch.GetTimestamp();
        _idle.Set();
    }
}
