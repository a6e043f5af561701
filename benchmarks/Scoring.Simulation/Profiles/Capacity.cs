namespace Scoring.Simulation.Profiles;

/// <summary>The most rows per second that a service can score in time, without noise, pause or shift: what loads are fractions of.</summary>
internal static class Capacity
{
    private static readonly int[] s_inFlight = [1, 2, 4, 8, 16, 32];
    private static readonly int[] s_rows = [1, 2, 4, 8, 16, 32, 64, 100, 128, 192, 256, 384, 512, 768, 1024, 2048];

    /// <summary>The best rate among those where a row that waits for a place and is then served uses at most 95 % of its budget.</summary>
    public static double Of(ServiceProfile profile)
    {
        double best = 0;
        foreach (int inFlight in s_inFlight)
        {
            foreach (int rows in s_rows)
            {
                double time = profile.Curve(rows) * profile.Crowd(inFlight);
                if (time * (1 + (1.0 / inFlight)) <= 0.95 * profile.Budget) best = Math.Max(best, inFlight * rows / time * 1000);
            }
        }

        // A service that is in time for nothing is loaded with what it could do late.
        return best > 0 ? best : 1000 / profile.Curve(1);
    }
}
