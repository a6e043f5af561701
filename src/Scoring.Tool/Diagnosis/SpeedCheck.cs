using Scoring.Records;
using Scoring.Tool.Reporting;

namespace Scoring.Tool.Diagnosis;

/// <summary>How long a request takes, and how much longer the first one took.</summary>
internal static class SpeedCheck
{
    /// <summary>From here on callers of a service notice.</summary>
    private static readonly TimeSpan s_noticed = TimeSpan.FromMilliseconds(50);

    private const int MuchLonger = 5;

    public static async Task<Finding> MeasureAsync(IScoringClient client, RecordBatch rows, TimeProvider time, CancellationToken cancellationToken)
    {
        int count = rows.RowCount;
        TimeSpan first = await RunTimes.OnceAsync(client, rows, time, cancellationToken).ConfigureAwait(false);
        TimeSpan[] later = await RunTimes.MediansAsync([client], rows, time, cancellationToken).ConfigureAwait(false);
        return Judge(count, first, later[0]);
    }

    internal static Finding Judge(int rows, TimeSpan first, TimeSpan later)
    {
        string text = $"{Numbers.Count(rows, "row")} in {Numbers.Time(later)} ({Numbers.Time(later / rows)} per row); the first time took {Numbers.Time(first)}.";
        return first > s_noticed && first > MuchLonger * later
            ? Finding.Note(Topics.Speed, text, "Warm up before traffic: WarmUpAsync of the client, or a few requests of the sizes that will come.")
            : Finding.Ok(Topics.Speed, text);
    }
}
