using System.Collections.Immutable;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client;

/// <summary>Checks how every row of a call ended.</summary>
internal static class RowFailures
{
    /// <summary>What the scores hold before the call.</summary>
    public const long Unwritten = long.MinValue;

    public static long[] NewScores(int count) => [.. Enumerable.Repeat(Unwritten, count)];

    /// <summary>Waits for a call that fails, and checks that each row has its own score or is listed with an error, in order, and never both.</summary>
    public static async Task<ImmutableArray<RowError>> Of(ValueTask call, long[] rows, long[] scores)
    {
        var exception = await Assert.ThrowsAsync<ScoringRowsException>(call.AsTask);
        CheckEnds(exception, rows, scores);
        return exception.Errors;
    }

    public static void CheckEnds(ScoringRowsException exception, long[] rows, long[] scores)
    {
        Assert.Equal(rows.Length, exception.Rows);
        Assert.Equal(exception.Errors.Select(static error => error.Index).Distinct().Order(), exception.Errors.Select(static error => error.Index));
        var failed = exception.Errors.Select(static error => error.Index).ToHashSet();
        for (int i = 0; i < rows.Length; i++) Assert.Equal(failed.Contains(i) ? Unwritten : LongModel.ScoreOf(rows[i]), scores[i]);
    }

    public static int[] Indexes(this ImmutableArray<RowError> errors) => [.. errors.Select(static error => error.Index)];
}
