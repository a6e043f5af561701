namespace Scoring.Streaming;

/// <summary>Spreads keys over a fixed number of partitions, always the same way: in every process, on every machine and in every version.</summary>
/// <remarks>FNV-1a, 32 bits (<see href="https://datatracker.ietf.org/doc/html/draft-eastlake-fnv"/>), over the key's UTF-16 code units or its number's eight bytes, low byte first,
/// then its remainder.</remarks>
public static class PartitionSelector
{
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>A selector by a text key, for <see cref="ScoringStreamOptions{TRow}.Partition"/>.</summary>
    /// <typeparam name="TRow">The row.</typeparam>
    /// <param name="key">The key of a row; null counts as empty. Called by the selector, once per row.</param>
    /// <param name="partitions">How many partitions, 1 or more.</param>
    /// <returns>A function that is thread-safe if <paramref name="key"/> is.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="partitions"/> is less than 1.</exception>
    public static Func<TRow, int> ByKey<TRow>(Func<TRow, string?> key, int partitions)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        return row => PartitionOf(key(row), partitions);
    }

    /// <summary>A selector by a number, for <see cref="ScoringStreamOptions{TRow}.Partition"/>.</summary>
    /// <typeparam name="TRow">The row.</typeparam>
    /// <param name="key">The key of a row. Called by the selector, once per row.</param>
    /// <param name="partitions">How many partitions, 1 or more.</param>
    /// <returns>A function that is thread-safe if <paramref name="key"/> is.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="partitions"/> is less than 1.</exception>
    public static Func<TRow, int> ByKey<TRow>(Func<TRow, long> key, int partitions)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        return row => PartitionOf(key(row), partitions);
    }

    /// <summary>The partition of a text key, such as for <see cref="RowOptions.Partition"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="partitions">How many partitions, 1 or more.</param>
    /// <returns>0 to <paramref name="partitions"/> − 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="partitions"/> is less than 1.</exception>
    public static int PartitionOf(ReadOnlySpan<char> key, int partitions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        uint hash = Offset;
        foreach (char unit in key) hash = Mix(Mix(hash, (byte)unit), (byte)(unit >> 8));
        return (int)(hash % (uint)partitions);
    }

    /// <summary>The partition of a number, such as for <see cref="RowOptions.Partition"/>.</summary>
    /// <param name="key">The number.</param>
    /// <param name="partitions">How many partitions, 1 or more.</param>
    /// <returns>0 to <paramref name="partitions"/> − 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="partitions"/> is less than 1.</exception>
    public static int PartitionOf(long key, int partitions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        uint hash = Offset;
        for (int shift = 0; shift < 64; shift += 8) hash = Mix(hash, (byte)(key >> shift));
        return (int)(hash % (uint)partitions);
    }

    private static uint Mix(uint hash, byte value) => (hash ^ value) * Prime;
}
