namespace Scoring.Benchmarks.Adaptive.Requests;

/// <summary>How soon a new client is as fast as it is in the end.</summary>
internal static class Settling
{
    /// <summary>Fewer requests tell no rate.</summary>
    private const int Group = 12;

    private const double Settled = 0.95;

    /// <summary>How many requests had come back when the last twelve of them reached 95 % of the final rate, that of the second half of the time; null if that never happened.</summary>
    /// <param name="startedAt">When callers started, as a timestamp.</param>
    /// <param name="requests">In the order in which they came back.</param>
    public static int? RequestsUntilSettled(long startedAt, IReadOnlyList<AnsweredRequest> requests)
    {
        if (requests.Count <= Group) return null;
        double least = Settled * FinalRate(startedAt, requests);
        long rows = 0;
        for (int i = 0; i < requests.Count; i++)
        {
            rows += requests[i].Rows;
            if (i >= Group) rows -= requests[i - Group].Rows;
            if (i + 1 < Group) continue;
            long from = i >= Group ? requests[i - Group].At : startedAt;
            if (rows >= least * (requests[i].At - from)) return i + 1;
        }

        return null;
    }

    /// <summary>Rows per tick.</summary>
    private static double FinalRate(long startedAt, IReadOnlyList<AnsweredRequest> requests)
    {
        long end = requests[^1].At, half = startedAt + ((end - startedAt) / 2);
        int first = 0;
        while (requests[first].At < half) first++;
        long rows = 0;
        for (int i = first + 1; i < requests.Count; i++) rows += requests[i].Rows;
        return (double)rows / Math.Max(1, end - requests[first].At);
    }
}
