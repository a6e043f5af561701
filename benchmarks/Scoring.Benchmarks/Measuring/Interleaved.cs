namespace Scoring.Benchmarks.Measuring;

/// <summary>Measures contenders in turns, and in quiet moments, so that whatever else the machine does falls on all of them alike.</summary>
internal static class Interleaved
{
    /// <summary>Until the runtime has compiled most of what is busy for the last time; the median sees to the rest.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1.5);

    /// <summary>A window at whose end others used the cores is measured so many times at most.</summary>
    private const int MostTries = 3;

    /// <summary>Each contender's figure in each round, after each has warmed up. The order turns from round to round.</summary>
    public static Task<T[][]> MeasureAsync<T>(IReadOnlyList<Contender<T>> contenders, int rounds, TimeSpan window) => MeasureAsync(contenders, rounds, window, s_warmUp);

    /// <summary>The same where what is busy has been compiled: each contender warms up for a time of its own.</summary>
    public static async Task<T[][]> MeasureAsync<T>(IReadOnlyList<Contender<T>> contenders, int rounds, TimeSpan window, TimeSpan warmUp)
    {
        T[][] figures = [.. contenders.Select(_ => new T[rounds])];
        foreach (Contender<T> contender in contenders) await contender.RunAsync(warmUp);
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Count; i++)
            {
                int turn = (i + round) % contenders.Count;
                figures[turn][round] = await MeasureQuietlyAsync(contenders[turn], window);
            }
        }

        return figures;
    }

    private static async Task<T> MeasureQuietlyAsync<T>(Contender<T> contender, TimeSpan window)
    {
        for (int tries = 1; ; tries++)
        {
            await QuietMoments.WaitAsync();
            T figure = await contender.RunAsync(window);
            if (tries == MostTries || await QuietMoments.AreQuietAsync()) return figure;
        }
    }

    /// <summary>The median over the rounds of one contender's rate divided by another's.</summary>
    public static double Ratio(double[] rates, double[] baseline) => Median([.. rates.Zip(baseline, static (r, b) => r / b)]);

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
