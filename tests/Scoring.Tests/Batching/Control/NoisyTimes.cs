namespace Scoring.Tests.Batching.Control;

/// <summary>Normal noise that only its seed decides.</summary>
internal sealed class NoisyTimes(int seed)
{
    private readonly Random _random = new(seed);

    public double Normal(double deviation) =>
        deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    public double LogNormal(double deviation) => Math.Exp(Normal(deviation));

    public int Next(int from, int to) => _random.Next(from, to);

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public double Between(double from, double to) => from + (_random.NextDouble() * (to - from));
}
