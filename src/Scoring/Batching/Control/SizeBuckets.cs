using System.Numerics;

namespace Scoring.Batching.Control;

/// <summary>Batch sizes in buckets, sixteen per octave: sizes in one bucket differ by a few percent; small sizes have a bucket each.</summary>
internal static class SizeBuckets
{
    private const int PerOctave = 16;

    private static readonly byte[] s_buckets = Fill();

    /// <summary>How many buckets there are.</summary>
    public static int Count => s_buckets[^1] + 1;

    /// <summary>The bucket of a size, 1 or more; sizes beyond the ceiling share the last.</summary>
    public static int Of(int size) => s_buckets[Math.Min(size, s_buckets.Length - 1)];

    private static byte[] Fill()
    {
        var buckets = new byte[ScoringClientOptions.MaxBatchCountCeiling + 1];
        byte bucket = 0;
        for (int size = 2; size < buckets.Length; size++)
        {
            if (Position(size) > Position(size - 1)) bucket++;
            buckets[size] = bucket;
        }

        return buckets;
    }

    private static int Position(int size)
    {
        int octave = BitOperations.Log2((uint)size);
        return (octave * PerOctave) + ((size - (1 << octave)) * PerOctave >> octave);
    }
}
