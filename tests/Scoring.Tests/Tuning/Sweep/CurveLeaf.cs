using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Tuning.Sweep;

/// <summary>A model that takes as long as a curve says, with noise, on a clock of its own: each request moves it.</summary>
internal sealed class CurveLeaf(ServiceCurve curve, int seed) : TimeProvider, IScoringClient
{
    private const double Noise = 0.04, OutlierShare = 0.08, OutlierFactor = 1.6;

    private readonly Random _random = new(seed);
    private long _now;

    public int Requests { get; private set; }

    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(_now / 100);

    /// <summary>A pause is over at once, with the clock moved. The end of the whole time never comes; the clock tells.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.FromSeconds(10))
        {
            _now += dueTime.Ticks * 100;
            callback(state);
        }

        return new NoTimer();
    }

    public ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default) => new(LongModel.Signature());

    public ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        Requests++;
        double noise = Math.Exp(Noise * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
        if (_random.NextDouble() < OutlierShare) noise *= OutlierFactor;
        _now += (long)(curve.Milliseconds(rows.RowCount) * noise * 1e6);
        return new(rows.Share());
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
