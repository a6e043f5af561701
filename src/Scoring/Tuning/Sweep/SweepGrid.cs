namespace Scoring.Tuning.Sweep;

/// <summary>The settings that are measured before anything is known.</summary>
/// <param name="Sizes">Rows per request, ascending.</param>
/// <param name="Parallel">Requests in flight, ascending.</param>
/// <param name="Skipped">What was asked for and cannot be.</param>
internal sealed record SweepGrid(IReadOnlyList<int> Sizes, IReadOnlyList<int> Parallel, IReadOnlyList<SkippedSetting> Skipped)
{
    public static SweepGrid Create(TuningOptions options, ScoringSignature signature, Func<int, long> bytesOf)
    {
        var skipped = new List<SkippedSetting>();
        int[] sizes = [.. (options.BatchSizes ?? TuningOptions.DefaultBatchSizes).Distinct().Order().Where(Fits)];
        int most = signature.MaxConcurrentRequests ?? TuningOptions.DefaultRemoteRequests;
        int[] parallel = [.. (options.ParallelRequests ?? PowersOfTwo(most)).Distinct().Order().Where(IsRunAtOnce)];
        return new SweepGrid(sizes, parallel.Length > 0 ? parallel : [1], skipped);

        bool Fits(int rows)
        {
            if (options.MaxBatchBytes is not { } most || bytesOf(rows) <= most) return true;
            skipped.Add(new SkippedSetting(rows, null, FormattableString.Invariant($"{rows} rows are about {bytesOf(rows):N0} bytes, more than {nameof(TuningOptions.MaxBatchBytes)} of {most:N0}")));
            return false;
        }

        bool IsRunAtOnce(int requests)
        {
            if (signature.MaxConcurrentRequests is not { } lanes || requests <= lanes) return true;
            skipped.Add(new SkippedSetting(0, requests, FormattableString.Invariant($"the model runs {lanes} requests at once; open it with more lanes to try {requests}")));
            return false;
        }
    }

    /// <summary>1, 2, 4, … and the limit itself.</summary>
    private static IEnumerable<int> PowersOfTwo(int limit)
    {
        for (int k = 1; k < limit; k *= 2) yield return k;
        yield return limit;
    }
}
