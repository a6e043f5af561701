using System.Runtime.CompilerServices;

namespace Scoring.Tuning.Sweep;

/// <summary>
/// Tells when others use the processors, and waits until they do not. A core runs two threads, and in a virtual machine the other one may be a neighbour's: for seconds everything takes
/// half as long again then, and no statistics of the times tell that from a slower setting.
/// </summary>
/// <remarks>What tells it is a fixed piece of arithmetic that keeps all units of a core busy: it takes the same time whenever it has them alone. Several threads may ask at once; one waits.</remarks>
/// <param name="clock">What times it.</param>
/// <param name="patience">How long is waited, all in all.</param>
internal sealed class QuietProcessors(TimeProvider clock, TimeSpan patience)
{
    /// <summary>Some forty microseconds of work.</summary>
    private const int Steps = 12_000;

    /// <summary>Work that takes so many times what it took at best was done on a shared core.</summary>
    private const double Shared = 1.15;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();

    private long _least = long.MaxValue;
    private TimeSpan _waited;

    /// <summary>Whether waiting is still worth it.</summary>
    public bool HasPatience => _waited < patience;

    /// <summary>Whether the calling thread has its core to itself, as far as is known.</summary>
    public bool IsQuiet()
    {
        long start = clock.GetTimestamp();
        _ = Work(Steps);
        long took = clock.GetTimestamp() - start;
        lock (_lock)
        {
            _least = Math.Min(_least, took);
            return took <= Shared * _least;
        }
    }

    /// <summary>Waits a little. Ends early when cancelled.</summary>
    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        await Task.Delay(s_pause, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _waited += clock.GetElapsedTime(start);
    }

    /// <summary>Eight chains that do not wait for one another (steps of an xorshift generator; G. Marsaglia, Journal of Statistical Software 8, 2003): more than a core can do at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static ulong Work(int steps)
    {
        ulong a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8;
        for (int i = 0; i < steps; i++)
        {
            a ^= a << 13;
            b ^= b << 13;
            c ^= c << 13;
            d ^= d << 13;
            e ^= e << 13;
            f ^= f << 13;
            g ^= g << 13;
            h ^= h << 13;
            a ^= a >> 7;
            b ^= b >> 7;
            c ^= c >> 7;
            d ^= d >> 7;
            e ^= e >> 7;
            f ^= f >> 7;
            g ^= g >> 7;
            h ^= h >> 7;
        }

        return a ^ b ^ c ^ d ^ e ^ f ^ g ^ h;
    }
}
