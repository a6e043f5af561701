using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Light;

namespace Scoring.Simulation.Rivals;

/// <summary>Sends all that waits; the number of requests in flight moves on in one direction while batches come back sooner after their first row, and turns when they do not.</summary>
/// <remarks>TensorFlow, adaptive_shared_batch_scheduler.h, with epochs of 100 batches instead of 1000: runs are short.</remarks>
internal sealed class TensorFlowPolicy(Cell cell) : RivalPolicy(cell)
{
    private const int Epoch = 100;
    private const double MinStep = 1.0 / 128;
    private const double MaxStep = 1.0 / 8;
    private const double MaxLimit = 64;

    private double _limit = 3;
    private double _step = MaxStep;
    private bool _grows = true;
    private bool _hadImproved;
    private double _lastMean;
    private double _sum;
    private int _batches;
    private StableRandom _random = new(1);

    /// <summary>For this batch; a fraction is the probability of one more.</summary>
    private int _now = 3;

    protected override int Limit => _now;

    public override void OnCompleted(in LightBatch batch)
    {
        _sum += batch.EndsAt - batch.FirstArrival;
        if (++_batches == Epoch) EndEpoch();
        _now = (int)(_limit + _random.NextUniform());
    }

    private void EndEpoch()
    {
        double mean = _sum / Epoch;
        if (_lastMean > 0) Adjust(mean < _lastMean);
        _limit = Math.Clamp(_limit * (_grows ? 1 + _step : 1 - _step), 1, MaxLimit);
        (_lastMean, _sum, _batches) = (mean, 0, 0);
    }

    private void Adjust(bool hasImproved)
    {
        if (!hasImproved) _grows = !_grows;
        _step = Math.Clamp(hasImproved && _hadImproved ? _step * 2 : _step / 2, MinStep, MaxStep);
        _hadImproved = hasImproved;
    }
}
