using Scoring.Tuning.Knees;

namespace Scoring.Tuning.Sweep;

/// <summary>What a sweep knows by now.</summary>
internal sealed class SweepRecord
{
    /// <summary>Fewer requests in flight are preferred where they give this part of the most rows per second: a service that does one request after the other must not seem to gain by chance.</summary>
    private const double NearlyBest = 0.96;

    private readonly Dictionary<Setting, Measurements> _measured = [];
    private readonly HashSet<int> _refined = [];

    /// <summary>Of each number of requests in flight the curve that was last asked for, and through how many rounds in all it was laid: it is good until there are more.</summary>
    private readonly Dictionary<int, (int Rounds, MeasuredCurve Curve)> _curves = [];

    /// <summary>Settings that are not measured any more, by a rule: of all sizes and numbers from these on.</summary>
    private readonly List<Setting> _barred = [];

    public SweepRecord(SweepGrid grid)
    {
        Grid = grid;
        Skipped = [.. grid.Skipped];
    }

    /// <summary>The settings that are measured anyway.</summary>
    public SweepGrid Grid { get; private set; }

    public List<FirstCall> FirstCalls { get; } = [];

    public List<SkippedSetting> Skipped { get; }

    public List<string> Warnings { get; } = [];

    /// <summary>Why the sweep ended before its time; null when it did not.</summary>
    public string? EndReason { get; private set; }

    public bool HasEnded => EndReason is not null;

    public IEnumerable<Measurements> Measured => _measured.Values.Where(static one => one.IsMeasured).OrderBy(static one => one.Setting.ParallelRequests).ThenBy(static one => one.Setting.Rows);

    /// <summary>Settings that were visited without anything that counts: their loops followed one another. Of a sweep that has ended early nobody knows whether they were visited.</summary>
    public IEnumerable<Setting> Missed => HasEnded ? [] : _measured.Values.Where(one => !one.IsMeasured && one.Setting.ParallelRequests > 1 && !IsBarred(one.Setting)).Select(static one => one.Setting)
        .OrderBy(static setting => setting.ParallelRequests).ThenBy(static setting => setting.Rows);

    /// <summary>Whether it ended since requests failed.</summary>
    public bool HasFailed { get; private set; }

    public void End(string reason) => EndReason ??= reason;

    /// <summary>Ends since requests fail.</summary>
    public void Fail(string reason)
    {
        HasFailed |= !HasEnded;
        End(reason);
    }

    /// <summary>A size is tried that was not asked for.</summary>
    public void AddRefinement(int rows) => _refined.Add(rows);

    /// <summary>Only the smallest numbers of requests in flight are measured.</summary>
    /// <param name="count">How many.</param>
    /// <param name="reason">Why.</param>
    public void KeepParallel(int count, string reason)
    {
        foreach (int parallel in Grid.Parallel.Skip(count)) Skipped.Add(new SkippedSetting(0, parallel, reason));
        Grid = Grid with { Parallel = [.. Grid.Parallel.Take(count)] };
    }

    /// <summary>Nothing with as many rows and as many requests in flight, or more of either, is measured any more.</summary>
    public void Bar(Setting from, string reason)
    {
        foreach (int rows in Grid.Sizes.Where(rows => rows >= from.Rows))
        {
            if (from.ParallelRequests <= Grid.Parallel[0]) Skip(new Setting(rows, Grid.Parallel[0]), null, reason);
            else foreach (int parallel in Grid.Parallel.Where(parallel => parallel >= from.ParallelRequests)) Skip(new Setting(rows, parallel), parallel, reason);
        }

        _barred.Add(from);
    }

    public bool IsBarred(Setting setting) => _barred.Any(barred => setting.Rows >= barred.Rows && setting.ParallelRequests >= barred.ParallelRequests);

    private void Skip(Setting setting, int? parallel, string reason)
    {
        if (!IsBarred(setting)) Skipped.Add(new SkippedSetting(setting.Rows, parallel, reason));
    }

    public Measurements Of(Setting setting)
    {
        if (!_measured.TryGetValue(setting, out Measurements? measurements))
            _measured.Add(setting, measurements = new Measurements(setting, _refined.Contains(setting.Rows)));
        return measurements;
    }

    /// <summary>What was measured with so many requests in flight.</summary>
    public MeasuredCurve CurveAt(int parallel)
    {
        Measurements[] points = [.. Measured.Where(one => one.Setting.ParallelRequests == parallel)];
        int rounds = points.Sum(static one => one.Rounds);
        if (!_curves.TryGetValue(parallel, out (int Rounds, MeasuredCurve Curve) known) || known.Rounds != rounds)
            _curves[parallel] = known = (rounds, new MeasuredCurve(points, parallel));
        return known.Curve;
    }

    /// <summary>The same of each number of requests in flight, ascending.</summary>
    public IEnumerable<MeasuredCurve> Curves => Measured.Select(static one => one.Setting.ParallelRequests).Distinct().Select(CurveAt);

    /// <summary>The most rows per second; null when nothing was measured.</summary>
    public Measurements? Best => Measured.MaxBy(static one => one.RowsPerSecond);

    /// <summary>The fewest requests in flight with nearly the most rows per second.</summary>
    public int BestParallel => Best is { } best ? Measured.Where(one => one.RowsPerSecond >= NearlyBest * best.RowsPerSecond).Min(static one => one.Setting.ParallelRequests) : Grid.Parallel[0];

    /// <summary>Which size to add; null when none is worth it.</summary>
    public int? NextSize(int parallel) => RefinedSizes.Next(CurveAt(parallel).Times);
}
