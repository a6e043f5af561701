using Scoring.Records;

namespace Scoring.Tool.Diagnosis;

/// <summary>Times runs of a client, until they are enough or take too long.</summary>
internal static class RunTimes
{
    private const int WarmUps = 3, Fewest = 5, Most = 101;

    /// <summary>For all clients together.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(3);

    /// <summary>Takes turns between the clients, so that what changes meanwhile changes them all.</summary>
    /// <returns>The median of each.</returns>
    /// <exception cref="ScoringException">A run failed.</exception>
    public static async Task<TimeSpan[]> MediansAsync(IReadOnlyList<IScoringClient> clients, RecordBatch rows, TimeProvider time, CancellationToken cancellationToken)
    {
        List<TimeSpan>[] times = [.. clients.Select(static _ => new List<TimeSpan>())];
        for (int i = 0; i < WarmUps; i++)
        {
            foreach (IScoringClient client in clients) await OnceAsync(client, rows, time, cancellationToken).ConfigureAwait(false);
        }

        long start = time.GetTimestamp();
        while (times[0].Count < Fewest || (times[0].Count < Most && time.GetElapsedTime(start) < s_longest))
        {
            for (int i = 0; i < clients.Count; i++) times[i].Add(await OnceAsync(clients[i], rows, time, cancellationToken).ConfigureAwait(false));
        }

        return [.. times.Select(Median)];
    }

    public static async Task<TimeSpan> OnceAsync(IScoringClient client, RecordBatch rows, TimeProvider time, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        using RecordBatch scores = await client.ScoreAsync(rows, default, cancellationToken).ConfigureAwait(false);
        return time.GetElapsedTime(start);
    }

    public static TimeSpan Median(IReadOnlyCollection<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
