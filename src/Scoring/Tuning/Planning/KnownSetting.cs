namespace Scoring.Tuning.Planning;

/// <summary>What is known of one setting.</summary>
/// <param name="Rows">Rows per request.</param>
/// <param name="ParallelRequests">Requests in flight.</param>
/// <param name="Seconds">What a request takes.</param>
/// <param name="P99Seconds">The 99th percentile of that.</param>
/// <param name="Noise">The deviation of its logarithm.</param>
internal readonly record struct KnownSetting(int Rows, int ParallelRequests, double Seconds, double P99Seconds, double Noise)
{
    /// <summary>From the logarithm of what 97 of 100 requests stay below to that of 99, as in a normal distribution.</summary>
    private const double TailTo99 = 2.326 / 1.881;

    public double RowsPerSecond => ParallelRequests * Rows / Seconds;

    /// <summary>What a sweep has measured; where none has, what a client has learned.</summary>
    public static IReadOnlyList<KnownSetting> Of(TuningProfile profile)
    {
        if (profile.Points.IsDefaultOrEmpty) return Learned(profile);
        TuningPoint[] points = [.. profile.Points.Where(static point => point.Rounds >= TuningOptions.FewestRounds)];
        return [.. (points.Length > 0 ? points : [.. profile.Points]).Select(point => new KnownSetting(point.Rows, point.ParallelRequests, point.MedianSeconds, point.P99Seconds, profile.Noise))];
    }

    private static KnownSetting[] Learned(TuningProfile profile) =>
    [
        .. from parallel in Enumerable.Range(1, profile.Inflation.Length)
           from size in profile.Sizes
           let seconds = size.Seconds * profile.Inflation[parallel - 1]
           select new KnownSetting((int)Math.Round(size.Rows), parallel, seconds, seconds * Math.Exp(TailTo99 * profile.Tail), profile.Noise),
    ];
}
