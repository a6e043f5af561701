namespace Scoring.Tests.Json.Writing;

/// <summary>Floats of every exponent and of every kind that is treated in its own way, and random ones.</summary>
internal static class SingleCases
{
    public const int Seed = 4712;
    private const int Count = 20_000;
    private const int PerExponent = 100;

    public static string[] Names { get; } = ["bits", "uniform", "gauss", "prices", "integers", "every exponent", "ties", "edges", "mixed"];

    public static float[] Get(string name)
    {
        var random = new Random(Seed);
        return name switch
        {
            "bits" => Many(() => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))).Where(float.IsFinite).ToArray(),
            "uniform" => Many(random.NextSingle),
            "gauss" => [.. DoubleCases.Get("gauss").Select(static v => (float)v)],
            "prices" => Many(() => MathF.Round(MathF.Exp((3 * random.NextSingle()) + 1), 2)),
            "integers" => Many(() => random.Next(1 << random.Next(1, 30)) * (random.Next(2) == 0 ? 1f : -1)),
            "every exponent" => Around(Enumerable.Range(0, 255).SelectMany(e => Fractions(random).Select(f => BitConverter.Int32BitsToSingle((e << 23) | f)))),
            "ties" => Many(() => random.Next(1 << 23, 1 << 24) * MathF.ScaleB(1, random.Next(-45, 8))),
            "edges" => Around([0, 1e-5f, 1e-4f, .1f, 1, 1e7f, 1e8f, 1e9f, 16777216, 134217728, 1e15f, 1e16f, 1.17549435e-38f, float.MaxValue, float.Epsilon]),
            _ => Many(() => random.Next(4) switch { 0 => random.Next(1000), 1 => random.NextSingle(), 2 => 0, _ => random.NextSingle() * 1e-7f }),
        };
    }

    private static IEnumerable<int> Fractions(Random random) => [0, 1, 2, 3, 0x400000, 0x7FFFFE, 0x7FFFFF, .. Enumerable.Range(0, PerExponent).Select(_ => random.Next(1 << 23))];

    private static float[] Many(Func<float> next) => [.. Enumerable.Range(0, Count).Select(_ => next())];

    /// <summary>Each number, its neighbours, and their negatives.</summary>
    private static float[] Around(IEnumerable<float> values) =>
        [.. values.SelectMany(static v => (float[])[v, MathF.BitDecrement(v), MathF.BitIncrement(v)]).Where(float.IsFinite).SelectMany(static v => (float[])[v, -v])];
}
