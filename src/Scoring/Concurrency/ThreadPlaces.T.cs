using System.Numerics;

namespace Scoring.Concurrency;

/// <summary>A few places, so that each thread mostly finds one that no other core has just used.</summary>
internal sealed class ThreadPlaces<T>
    where T : class
{
    /// <summary>References that share no cache line with another place's; processors fetch lines in pairs.</summary>
    private const int Stride = 16;

    /// <summary>One less than the number of places, a power of two: more than processors, so that few threads share one. A pool on few processors has several threads for each.</summary>
    private static readonly uint s_mask = BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(2 * Environment.ProcessorCount, 16, 128)) - 1;

    private readonly Place[] _places = new Place[(s_mask + 1) * Stride];

    public static int Count => (int)s_mask + 1;

    /// <summary>The calling thread's place. Threads may share one, so it is changed by interlocked operations only.</summary>
    public ref T? Mine => ref At(0);

    /// <summary>Another place, so far from the calling thread's own.</summary>
    public ref T? At(int distance) => ref _places[IndexAt(distance) * Stride].Value;

    /// <summary>Which of all places that is.</summary>
    public static uint IndexAt(int distance) => (ThreadNumber.Current + (uint)distance) & s_mask;

    /// <summary>A struct around the reference, as an array of classes checks the type whenever a place is referred to.</summary>
    private struct Place
    {
        public T? Value;
    }
}
