namespace Scoring.Benchmarks.LocalOnnx.Rows;

/// <summary>Rows that are made up, the same in each run.</summary>
internal static class RandomRows
{
    private const int Seed = 1;

    /// <summary>The features of rows, row-major, evenly spread over −1 to 1.</summary>
    public static float[] Values(int features, int rows = RowCount.Distinct)
    {
        var random = new Random(Seed);
        var values = new float[rows * features];
        for (int i = 0; i < values.Length; i++) values[i] = (random.NextSingle() * 2) - 1;
        return values;
    }

    /// <summary>Taxi rides as the model has seen them, but made up.</summary>
    public static TaxiRow[] TaxiRides()
    {
        var random = new Random(Seed);
        var rides = new TaxiRow[RowCount.Distinct];
        foreach (ref TaxiRow ride in rides.AsSpan())
        {
            float distance = -3 * MathF.Log(1 - random.NextSingle());
            ride = new TaxiRow(random.Next(1, 3), random.Next(7), random.Next(24), random.Next(1, 7), distance);
        }

        return rides;
    }
}
