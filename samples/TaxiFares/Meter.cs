using System.Diagnostics;

namespace TaxiFares;

/// <summary>Time and allocations from its making on.</summary>
public readonly struct Meter()
{
    private readonly long _bytes = GC.GetTotalAllocatedBytes(precise: true);
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>What it took to score so many rows.</summary>
    public Measurement Read(int rows)
    {
        double seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        return new Measurement(rows / seconds, (GC.GetTotalAllocatedBytes(precise: true) - _bytes) / (double)rows);
    }
}
