using System.Collections.Immutable;
using Scoring.Batching.Control;

namespace Scoring.Tuning;

/// <summary>Whether the points of a profile or a report can be believed: they come from outside.</summary>
internal static class PointCheck
{
    /// <returns>What is wrong, for a message; null where nothing is.</returns>
    public static string? FindProblem(ImmutableArray<TuningPoint> points)
    {
        if (points.IsDefault) return "it has no list of points";
        var seen = new HashSet<(int, int)>();
        foreach (TuningPoint? point in points)
        {
            if (point is null) return "one of its points is null";
            if (FindProblem(point) is { } problem) return $"its point of {Name(point)} {problem}";
            if (!seen.Add((point.Rows, point.ParallelRequests))) return $"it has two points of {Name(point)}";
        }

        return null;
    }

    private static string Name(TuningPoint point) => FormattableString.Invariant($"{point.Rows} {(point.Rows == 1 ? "row" : "rows")} × {point.ParallelRequests}");

    private static string? FindProblem(TuningPoint point)
    {
        if (point.Rows is < 1 or > ScoringClientOptions.MaxBatchCountCeiling) return $"is not of 1 to {ScoringClientOptions.MaxBatchCountCeiling} rows";
        if (point.ParallelRequests is < 1 or > ControlSettings.MostParallel) return $"is not of 1 to {ControlSettings.MostParallel} requests in flight";
        if (point.RowsPerSecond is not (> 0 and < double.PositiveInfinity)) return FormattableString.Invariant($"has {point.RowsPerSecond} rows per second, which cannot be");
        if (point.RoundSeconds.IsDefault) return "has no list of rounds";
        foreach (double seconds in (ReadOnlySpan<double>)[point.MedianSeconds, point.LowSeconds, point.HighSeconds, point.P50Seconds, point.P99Seconds, .. point.RoundSeconds])
        {
            if (seconds is not (>= ProfileCheck.LeastSeconds and <= ProfileCheck.MostSeconds)) return FormattableString.Invariant($"has a time of {seconds} seconds, which cannot be");
        }

        return null;
    }
}
