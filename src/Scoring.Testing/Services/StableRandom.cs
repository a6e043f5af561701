namespace Scoring.Testing.Services;

/// <summary>Random numbers that are the same on every machine and in every version: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).</summary>
internal struct StableRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Mixes numbers into a seed that has nothing to do with its neighbours'.</summary>
    public static ulong Hash(ulong seed, ulong number)
    {
        var random = new StableRandom(seed ^ Mix(number + 0x9E3779B97F4A7C15));
        return random.NextBits();
    }

    public static ulong Hash(ulong seed, ulong number, ulong other) => Hash(Hash(seed, number), other);

    public ulong NextBits() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>At least 0, below 1.</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Mean 1.</summary>
    public double NextExponential() => -Math.Log(1 - NextUniform());

    /// <summary>Mean 0, deviation 1 (Box and Muller).</summary>
    public double NextNormal() => Math.Sqrt(2 * NextExponential()) * Math.Cos(2 * Math.PI * NextUniform());

    public double NextLogUniform(double from, double to) => from * Math.Pow(to / from, NextUniform());

    public T NextOf<T>(params ReadOnlySpan<T> choices) => choices[(int)(NextUniform() * choices.Length)];

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
