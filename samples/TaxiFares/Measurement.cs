namespace TaxiFares;

/// <summary>How fast trips were scored, how much was allocated for it, and how long callers waited for one fare where they did.</summary>
public readonly record struct Measurement(double RowsPerSecond, double BytesPerRow, TimeSpan? P50 = null, TimeSpan? P99 = null)
{
    private const int Repetitions = 3;

    /// <summary>The best of a few repetitions after one to warm up: the machine may be busy with something else.</summary>
    public static async Task<Measurement> BestAsync(Func<Task<Measurement>> measure)
    {
        Measurement best = default;
        await measure();
        for (int i = 0; i < Repetitions; i++)
        {
            Measurement next = await measure();
            if (next.RowsPerSecond > best.RowsPerSecond) best = next;
        }

        return best;
    }
}
