using System.Globalization;
using Scoring.Tuning.Sweep;

namespace Scoring.BenchmarkDotNet;

/// <summary>A visit in which requests were in flight together: where other work takes the processors, loops that are soon over may follow one another, and then it says nothing.</summary>
internal static class OverlappingVisit
{
    /// <summary>So many visits one after another in which loops did not overlap are enough, when they took as long as this too: short ones may all fall into one disturbance.</summary>
    public const int Enough = 20;

    private static readonly TimeSpan s_enough = TimeSpan.FromSeconds(5);

    /// <summary>Loops of so many requests are no longer made longer so that they overlap.</summary>
    private const int LongEnough = 256;

    /// <param name="setting">What is visited.</param>
    /// <param name="each">How many requests each of the loops is to send; more where so many are over too soon.</param>
    /// <param name="visit">Has each of the loops send so many.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InvalidOperationException">The loops followed one another again and again.</exception>
    public static async Task<Visit> RunAsync(Setting setting, int each, Func<int, Task<Visit>> visit, TimeProvider time)
    {
        long start = time.GetTimestamp();
        int tries = 0;
        for (; tries < Enough || time.GetElapsedTime(start) < s_enough; tries++)
        {
            Visit made = await visit(each).ConfigureAwait(false);
            if (made.Times.Count > 0) return made;
            each = Math.Max(each, Math.Min(2 * each, LongEnough));
        }

        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"{setting.Rows} rows × {setting.ParallelRequests}: in {tries} rounds, the last with {each} requests in each of {setting.ParallelRequests} loops, the loops followed one another instead of being in flight together, so that nothing can be told of {setting.ParallelRequests} requests in flight. Other work takes the processors: run when there is none, or leave {setting.ParallelRequests} out of {nameof(ScoringTuningBenchmark)}.{nameof(ScoringTuningBenchmark.ParallelRequests)}."));
    }
}
