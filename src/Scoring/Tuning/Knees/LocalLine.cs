namespace Scoring.Tuning.Knees;

/// <summary>A straight line through the points around one of them, nearer ones counting more (Cleveland, "Robust locally weighted regression and smoothing scatterplots", 1979).</summary>
/// <param name="x">Where the points are, ascending.</param>
/// <param name="errors">How well each is known.</param>
internal sealed class LocalLine(double[] x, double[] errors)
{
    /// <summary>Through fewer points every line fits.</summary>
    private const int Fewest = 3;

    /// <summary>Points further from the line than so many times the usual distance do not count: a few times are off by far, since the machine did something else.</summary>
    private const double Far = 6;

    private const int Corrections = 2;

    private readonly double[] _near = new double[x.Length];
    private readonly double[] _robust = new double[x.Length];

    private int _first;
    private int _end;
    private double _at;
    private double _slope;
    private double _level;
    private double _count;

    /// <summary>How far the points are from the line, against how far they may be by chance: about 1 where it fits; infinite where there are too few.</summary>
    public double Misfit { get; private set; }

    /// <summary>Lays the line.</summary>
    /// <param name="y">The values.</param>
    /// <param name="at">The point it is for.</param>
    /// <param name="width">How far away points still count.</param>
    public void Fit(ReadOnlySpan<double> y, int at, double width)
    {
        Choose(at, width);
        Misfit = double.PositiveInfinity;
        if (_end - _first < Fewest) return;
        for (int i = 0; i <= Corrections; i++)
        {
            if (i > 0) LeaveOutFar(y);
            if (!Solve(y)) return;
        }

        Misfit = MisfitOf(y);
    }

    /// <summary>What each value contributes to the line's at the point: they add up to 1.</summary>
    public (int First, double[] Weights) Weights()
    {
        (double s0, double s1, double s2) = (0, 0, 0);
        for (int i = _first; i < _end; i++)
        {
            double weight = WeightOf(i), distance = x[i] - _at;
            s0 += weight;
            s1 += weight * distance;
            s2 += weight * distance * distance;
        }

        double spread = (s0 * s2) - (s1 * s1);
        var weights = new double[_end - _first];
        for (int i = _first; i < _end; i++) weights[i - _first] = WeightOf(i) * (s2 - (s1 * (x[i] - _at))) / spread;
        return (_first, weights);
    }

    private void Choose(int at, double width)
    {
        _at = x[at];
        (_first, _end) = (at, at + 1);
        while (_first > 0 && _at - x[_first - 1] < width) _first--;
        while (_end < x.Length && x[_end] - _at < width) _end++;
        for (int i = _first; i < _end; i++)
        {
            double part = Math.Abs(x[i] - _at) / width, left = 1 - (part * part * part);
            (_near[i], _robust[i]) = (left * left * left, 1);
        }
    }

    private double WeightOf(int i) => _near[i] * _robust[i] / (errors[i] * errors[i]);

    private double ResidualOf(ReadOnlySpan<double> y, int i) => y[i] - _level - (_slope * (x[i] - _at));

    private bool Solve(ReadOnlySpan<double> y)
    {
        double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
        _count = 0;
        for (int i = _first; i < _end; i++)
        {
            double weight = WeightOf(i), distance = x[i] - _at;
            if (_robust[i] > 0) _count++;
            n += weight;
            sx += weight * distance;
            sy += weight * y[i];
            sxx += weight * distance * distance;
            sxy += weight * distance * y[i];
        }

        double spread = (n * sxx) - (sx * sx);
        if (_count < Fewest || spread <= 1e-9 * n * n) return false;
        _slope = ((n * sxy) - (sx * sy)) / spread;
        _level = (sy - (_slope * sx)) / n;
        return true;
    }

    /// <summary>By Tukey's bisquare of the distances in units of their errors.</summary>
    private void LeaveOutFar(ReadOnlySpan<double> y)
    {
        Span<double> distances = stackalloc double[_end - _first];
        for (int i = _first; i < _end; i++) distances[i - _first] = Math.Abs(ResidualOf(y, i)) / errors[i];
        double usual = Math.Max(1, Statistics.Quantile.Median(distances));
        for (int i = _first; i < _end; i++)
        {
            double part = distances[i - _first] / (Far * usual), left = Math.Max(0, 1 - (part * part));
            _robust[i] = left * left;
        }
    }

    private double MisfitOf(ReadOnlySpan<double> y)
    {
        double sum = 0, weights = 0;
        for (int i = _first; i < _end; i++)
        {
            double weight = _near[i] * _robust[i], distance = ResidualOf(y, i) / errors[i];
            sum += weight * distance * distance;
            weights += weight;
        }

        return Math.Sqrt(sum / weights * _count / (_count - 2));
    }
}
