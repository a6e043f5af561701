namespace Scoring.Benchmarks.Json.Data;

/// <summary>The numbers of arrays.</summary>
internal static class NumberSets
{
    public const int Rows = 1000;
    public const int Columns = 20;
    private const int Seed = 20261126;

    public static string[] Names { get; } = ["price", "uniform", "smallint", "gauss"];

    /// <summary>Whether doubles of the set have at most four decimals.</summary>
    public static bool IsShort(string name) => name is "price" or "smallint";

    /// <summary>price: log-normal, 2 decimals. uniform: in [0, 1). smallint: 0 to 999. gauss: normal, with its sign. uniform and gauss have full precision.</summary>
    public static double[][] Get(string name)
    {
        var random = new Random(Seed);
        Func<double> next = name switch
        {
            "price" => () => Price(random),
            "uniform" => random.NextDouble,
            "smallint" => () => random.Next(1000),
            _ => () => Gauss(random),
        };
        return [.. Enumerable.Range(0, Rows).Select(_ => (double[])[.. Enumerable.Range(0, Columns).Select(_ => next())])];
    }

    public static double Price(Random random) => Math.Round(Math.Exp(3 + Gauss(random)), 2);

    public static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
