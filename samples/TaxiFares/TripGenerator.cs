namespace TaxiFares;

/// <summary>Makes trips that look like those of a city's taxis; the same ones for the same seed.</summary>
public static class TripGenerator
{
    public static Trip[] Create(int count, int seed = 2016)
    {
        var random = new Random(seed);
        var trips = new Trip[count];
        for (int i = 0; i < count; i++) trips[i] = Next(random);
        return trips;
    }

    private static Trip Next(Random random)
    {
        // Distances are log-normal: many short trips, a few to the airport.
        double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        float distance = MathF.Round((float)Math.Min(Math.Exp(0.6 + (0.9 * normal)), 60), 2);
        return new Trip(random.Next(1, 3), random.Next(7), random.Next(24), random.NextDouble() < 0.7 ? 1 : random.Next(2, 7), distance);
    }
}
