using System.Diagnostics;

namespace Scoring.Benchmarks.Measuring;

/// <summary>Random times of a Poisson process, in timestamp ticks from its beginning.</summary>
/// <remarks>The gaps are drawn before and used again and again, in an order that does not repeat soon: to draw one takes as long as to hand over a row.</remarks>
internal sealed class ArrivalTimes
{
    private readonly double[] _gaps = new double[1 << 16];
    private readonly Random _random;
    private double _time;

    /// <summary>The next gap, and how many are left in this run of neighbours.</summary>
    private int _at, _left;

    public ArrivalTimes(double perSecond, int seed)
    {
        _random = new Random(seed);
        double mean = Stopwatch.Frequency / perSecond;
        for (int i = 0; i < _gaps.Length; i++) _gaps[i] = -mean * Math.Log(1 - _random.NextDouble());
    }

    /// <summary>When the next row is to come.</summary>
    public long Next()
    {
        if (_left == 0) (_at, _left) = (_random.Next(_gaps.Length), _random.Next(1, 64));
        _left--;
        _time += _gaps[_at++ & (_gaps.Length - 1)];
        return (long)_time;
    }
}
