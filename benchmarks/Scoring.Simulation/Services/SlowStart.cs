using System.Numerics;

namespace Scoring.Simulation.Services;

/// <summary>The first requests are slow, and the first one of a size that was not seen before, by powers of two, is compiled.</summary>
/// <param name="slowRequests">How many are slow.</param>
/// <param name="factor">What they take.</param>
/// <param name="compilation">Milliseconds at each new octave of sizes.</param>
internal sealed class SlowStart(int slowRequests, double factor, double compilation) : IServiceQuirk
{
    private readonly HashSet<int> _octaves = [];

    public double Apply(in ServiceCall call, double milliseconds, ref StableRandom random)
    {
        if (call.Index < slowRequests) milliseconds *= factor;
        return _octaves.Add(BitOperations.Log2((uint)call.Rows)) ? milliseconds + compilation : milliseconds;
    }
}
