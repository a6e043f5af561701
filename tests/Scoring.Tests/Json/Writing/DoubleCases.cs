namespace Scoring.Tests.Json.Writing;

/// <summary>Doubles of every kind that is treated in its own way, and random ones.</summary>
internal static class DoubleCases
{
    public const int Seed = 4711;
    private const int Count = 20_000;

    public static string[] Names { get; } = ["bits", "uniform", "gauss", "prices", "large prices", "integers", "singles", "powers of two", "powers of ten", "edges", "mixed"];

    public static double[] Get(string name)
    {
        var random = new Random(Seed);
        return name switch
        {
            "bits" => Many(() => BitConverter.Int64BitsToDouble(random.NextInt64())).Where(double.IsFinite).ToArray(),
            "uniform" => Many(random.NextDouble),
            "gauss" => Many(() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())),
            "prices" => Many(() => Math.Round(Math.Exp((3 * random.NextDouble()) + 1), 2)),
            "large prices" => Many(() => Math.Round(random.NextDouble() * Math.Pow(10, random.Next(14)), random.Next(6))),
            "integers" => Many(() => random.NextInt64(1L << random.Next(1, 62)) * (random.Next(2) == 0 ? 1.0 : -1)),
            "singles" => Many(() => (double)BitConverter.Int32BitsToSingle(random.Next())).Where(double.IsFinite).ToArray(),
            "powers of two" => Around(Enumerable.Range(-1074, 2098).Select(static e => Math.ScaleB(1, e))),
            "powers of ten" => Around(Enumerable.Range(-323, 632).Select(static e => double.Parse($"1e{e}", System.Globalization.CultureInfo.InvariantCulture))),
            "edges" => Around([0, 1e-5, 1e-4, 0.1, 1, 1e4, 99999.9999, 1e8, 1e11, 99999999999.9999, 1e12, 1e15, 1e16, 9007199254740992, 2.2250738585072014e-308, double.MaxValue, double.Epsilon, 1e23, 9.5367431640625e-7, 5e-324]),
            _ => Many(() => random.Next(4) switch { 0 => random.Next(1000), 1 => random.NextDouble(), 2 => Math.Round(random.NextDouble() * 100, 2), _ => random.NextDouble() * 1e-7 }),
        };
    }

    private static double[] Many(Func<double> next) => [.. Enumerable.Range(0, Count).Select(_ => next())];

    /// <summary>Each number, its neighbours, and their negatives.</summary>
    private static double[] Around(IEnumerable<double> values) =>
        [.. values.SelectMany(static v => (double[])[v, Math.BitDecrement(v), Math.BitIncrement(v)]).Where(double.IsFinite).SelectMany(static v => (double[])[v, -v])];
}
