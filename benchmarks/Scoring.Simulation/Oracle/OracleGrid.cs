using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Policies;

namespace Scoring.Simulation.Oracle;

/// <summary>All fixed settings that the oracle tries.</summary>
internal static class OracleGrid
{
    private static readonly int[] s_rows = [8, 16, 32, 64, 100, 128, 150, 200, 256, 300, 384, 512, 1024];

    public static IEnumerable<FixedSettings> For(Cell cell) =>
        from inFlight in InFlight(cell.Profile.P)
        from linger in Lingers(cell.Scenario)
        from limit in Limits(cell)
        from rows in s_rows
        select new FixedSettings(rows, linger, inFlight, limit);

    private static int[] InFlight(int p) => p == 1 ? [1] : [p / 2, p, p + 2];

    private static double[] Lingers(Scenario scenario) => scenario.IsOverload ? [0] : [0, 5];

    private static int[] Limits(Cell cell)
    {
        if (cell.Scenario.IsClosed) return [int.MaxValue];
        double rows = cell.Capacity * cell.Profile.Budget / 1000;
        return [int.MaxValue, Math.Max((int)(0.3 * rows), 1), Math.Max((int)(0.55 * rows), 1)];
    }
}
