using System.Globalization;
using System.Text;

namespace Scoring.Benchmarks.Json.Reading;

/// <summary>Texts of 1000 rows, seeded, as compact as servers in C++ and with source-generated serialisers write them.</summary>
internal static class ReadingData
{
    public const int Rows = 1000;

    private const int Seed = 777;

    public static string[] Names { get; } = ["price", "uniform", "gauss", "smallint"];

    /// <summary>An array of one array per row.</summary>
    public static byte[] Arrays(string data, int columns, bool isSingle)
    {
        var random = new Random(Seed);
        return Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, Rows).Select(_ => $"[{string.Join(',', Enumerable.Range(0, columns).Select(_ => Number(random, data, isSingle)))}]"))}]");
    }

    /// <summary>An array of one object per row, with a score and a label, within <c>predictions</c>.</summary>
    public static byte[] Records(string data, bool isSingle)
    {
        var random = new Random(Seed);
        return Encoding.UTF8.GetBytes($$"""{"predictions":[{{string.Join(',', Enumerable.Range(0, Rows).Select(_ => $$"""{"score":{{Number(random, data, isSingle)}},"label":{{random.Next(1000)}}}"""))}}]}""");
    }

    private static string Number(Random random, string data, bool isSingle)
    {
        double value = data switch
        {
            "price" => Math.Round(Math.Exp((Gauss(random) * 0.8) + 3), 2),
            "uniform" => random.NextDouble(),
            "gauss" => Gauss(random),
            _ => random.Next(1000),
        };
        return isSingle ? ((float)value).ToString("R", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
