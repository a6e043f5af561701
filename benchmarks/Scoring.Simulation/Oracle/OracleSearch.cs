using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Light;
using Scoring.Simulation.Policies;

namespace Scoring.Simulation.Oracle;

/// <summary>Finds the best fixed settings of a cell by trying all.</summary>
internal static class OracleSearch
{
    private const double NearBest = 0.99;

    public static OracleResult Run(Cell cell)
    {
        FixedSettings[] grid = [.. OracleGrid.For(cell)];
        double[] goodput = [.. grid.Select(settings => RunOne(cell, settings).Goodput)];
        double best = goodput.Max();
        FixedSettings[] near = [.. grid.Where((_, index) => goodput[index] >= NearBest * best)];
        double p99 = near.Min(settings => RunOne(cell, settings).Quantile(0.99));
        return new OracleResult(grid[Array.IndexOf(goodput, best)], best, p99);
    }

    private static LightRun RunOne(Cell cell, FixedSettings settings) => LightSimulation.Run(cell, new FixedPolicy(cell.Profile, settings));
}
