using Scoring;
using TaxiFares;

namespace HotSwap;

/// <summary>Callers that await one fare after the other, and look which version each is of.</summary>
public sealed class Load(IScoringClient<Trip, float> client, Trip[] trips, float[] fares, int dollarsPerVersion)
{
    private const int Callers = 64;

    private readonly CancellationTokenSource _end = new();
    private readonly long[] _byVersion = new long[1_000];
    private Task[] _callers = [];
    private long _sent;
    private long _wrong;

    public long Sent => Volatile.Read(ref _sent);

    public long Scored => _byVersion.Sum();

    /// <summary>Fares that no version gives.</summary>
    public long Wrong => Volatile.Read(ref _wrong);

    public IEnumerable<(int Version, long Rows)> ByVersion => _byVersion.Index().Where(static version => version.Item > 0);

    public void Start() => _callers = [.. Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(caller)))];

    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_callers);
        _end.Dispose();
    }

    private async Task CallAsync(int at)
    {
        while (!_end.IsCancellationRequested)
        {
            Interlocked.Increment(ref _sent);
            float surcharge = await client.ScoreAsync(trips[at]) - fares[at];
            int version = (int)MathF.Round(surcharge / dollarsPerVersion);
            if (MathF.Abs(surcharge - (version * dollarsPerVersion)) > 0.01f || version < 0) Interlocked.Increment(ref _wrong);
            else Interlocked.Increment(ref _byVersion[version]);
            at = (at + 1) % trips.Length;
        }
    }
}
