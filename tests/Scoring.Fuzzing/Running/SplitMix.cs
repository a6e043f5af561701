namespace Scoring.Fuzzing.Running;

/// <summary>A generator of random numbers that begins anew for each case, so that each can be repeated alone.</summary>
/// <remarks>G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators" (2014).</remarks>
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    public static SplitMix ForCase(ulong seed, long number) => new((seed * 0x9E3779B97F4A7C15) ^ ((ulong)number * 0xD1B54A32D192ED03));

    public ulong Next()
    {
        ulong mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>0 to <paramref name="limit"/> − 1.</summary>
    public int Next(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    /// <summary><paramref name="from"/> to <paramref name="limit"/> − 1.</summary>
    public int Next(int from, int limit) => from + Next(limit - from);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Next(times) == 0;

    /// <summary>One of some.</summary>
    public T Pick<T>(ReadOnlySpan<T> items) => items[Next(items.Length)];
}
