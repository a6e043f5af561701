namespace Scoring.Tuning.Sweep;

/// <summary>Sends each size until its times are steady, in ascending order, and finds out which are out of the question.</summary>
internal sealed class WarmUp(Requester requester, SweepRecord record, TuningOptions options, LoadLimit limit, SweepNews news)
{
    /// <summary>A model this quick is mostly our own code, which the runtime still compiles better after some calls and a pause.</summary>
    private const double QuickSeconds = 0.002;

    private const int CallsOfQuick = 60;

    /// <summary>A request that takes more than this part of all time is not measured.</summary>
    private const double MostOfDuration = 0.025;

    /// <summary>A size with less than this part of the best rate so far has gone past the peak: larger ones are left out.</summary>
    private const double FarFromBest = 0.5;

    /// <summary>Sizes beyond the first with this part of the best rate add little, and one that takes more than this part of all time is not measured with several in flight.</summary>
    private const double Plenty = 0.975, MostOfDurationTogether = 0.01;

    private static readonly TimeSpan s_compiling = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<int, double> _steady = [];
    private int _overBudget;
    private double _bestRate;

    /// <summary>What a warm request of the size takes alone, in seconds; those that are not known have failed.</summary>
    public double? SecondsOf(int rows) => _steady.TryGetValue(rows, out double seconds) ? seconds : null;

    /// <summary>The smallest size of which a request takes so long; the largest known where none does, 0 where none is known.</summary>
    public int SmallestThatTakes(double seconds)
    {
        if (_steady.Count == 0) return 0;
        int[] sizes = [.. _steady.Where(one => one.Value >= seconds).Select(static one => one.Key)];
        return sizes.Length > 0 ? sizes.Min() : _steady.Keys.Max();
    }

    public async Task RunAsync()
    {
        for (int i = 0; i < record.Grid.Sizes.Count && !record.HasEnded; i++)
        {
            int rows = record.Grid.Sizes[i];
            await WarmAsync(rows).ConfigureAwait(false);
            if (SecondsOf(rows) is { } seconds) CheckAscent(rows, seconds);
            if (i == 0 && SecondsOf(record.Grid.Sizes[0]) <= QuickSeconds) await CompileAsync(record.Grid.Sizes[0]).ConfigureAwait(false);
        }

        LeaveOutLong();
    }

    /// <summary>Warms one size up. The first request may be that of a service that has just been started, so it does not say that the size is too slow.</summary>
    public async Task WarmAsync(int rows)
    {
        var times = new List<double>();
        while (!SteadyTimes.AreReached([.. times]))
        {
            if (await requester.VisitAsync(new Setting(rows, 1), 1).ConfigureAwait(false) is not { Times: [double seconds, ..] }) break;
            times.Add(seconds);
            if (times.Count > 1 && IsTooSlow(seconds)) break;
        }

        if (times.Count == 0) return;
        double steady = SteadyTimes.Of([.. times]);
        _steady[rows] = steady;
        news.Tell(TuningPhase.WarmUp, new Setting(rows, 1), null);
        record.FirstCalls.Add(new FirstCall(rows, times[0], steady, times.Count));
        limit.Check(rows, steady);
        await WarmTogetherAsync(rows, steady).ConfigureAwait(false);
    }

    private async Task CompileAsync(int rows)
    {
        await requester.VisitAsync(new Setting(rows, 1), CallsOfQuick).ConfigureAwait(false);
        await Task.Delay(s_compiling, options.TimeProvider).ConfigureAwait(false);
    }

    /// <summary>Each lane and each connection has a first request of its own: connections one for all sizes, lanes one for each.</summary>
    private async Task WarmTogetherAsync(int rows, double steady)
    {
        int most = record.Grid.Parallel[^1];
        if (most == 1 || (!limit.IsLocal && _steady.Count > 1)) return;
        await requester.VisitAsync(new Setting(rows, most), steady <= QuickSeconds ? 3 : 1).ConfigureAwait(false);
    }

    private void CheckAscent(int rows, double steady)
    {
        if (IsTooSlow(steady)) LeaveOutSlow(rows, steady);
        CheckRate(rows, steady);
        CheckBudget(rows, steady);
    }

    private bool IsTooSlow(double seconds) => seconds > MostOfDuration * options.MaxDuration.TotalSeconds;

    /// <summary>The smallest size is measured whatever it takes.</summary>
    private void LeaveOutSlow(int rows, double seconds) => record.Bar(new Setting(rows == record.Grid.Sizes[0] ? rows + 1 : rows, 1), FormattableString.Invariant(
        $"a request of {(rows == 1 ? "1 row" : $"{rows} rows")} takes {seconds:0.##} s, too long to be measured often in {options.MaxDuration.TotalSeconds:0} s; raise {nameof(TuningOptions.MaxDuration)}"));

    /// <summary>With several in flight smaller sizes do as well or better than alone, as what a request takes whatever its size is done at the same time.</summary>
    private void LeaveOutLong()
    {
        if (record.Grid.Parallel.Count == 1 || _steady.Count == 0) return;
        int enough = _steady.Where(one => one.Key / one.Value >= Plenty * _bestRate).Min(static one => one.Key);
        double longest = MostOfDurationTogether * options.MaxDuration.TotalSeconds;
        int[] left = [.. _steady.Where(one => one.Key > enough && one.Value > longest).Select(static one => one.Key)];
        if (left.Length == 0) return;
        record.Bar(new Setting(left.Min(), record.Grid.Parallel[1]), FormattableString.Invariant(
            $"alone, a request of {enough} rows has at least {Plenty:P1} of the most rows per second already, and larger ones take more than {longest:0.##} s"));
    }

    private void CheckRate(int rows, double steady)
    {
        double rate = rows / steady;
        _bestRate = Math.Max(_bestRate, rate);
        if (rate < FarFromBest * _bestRate) record.Bar(new Setting(rows + 1, 1), FormattableString.Invariant($"at {rows} rows there are less than half as many rows per second as at a smaller size already"));
    }

    private void CheckBudget(int rows, double steady)
    {
        if (options.P99Budget is not { } budget) return;
        _overBudget = steady > budget.TotalSeconds ? _overBudget + 1 : 0;
        if (_overBudget == 2) record.Bar(new Setting(rows + 1, 1), FormattableString.Invariant($"{rows} rows and the size before are over the budget of {budget.TotalMilliseconds:0.###} ms already"));
    }
}
