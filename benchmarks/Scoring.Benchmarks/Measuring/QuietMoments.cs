using Scoring.Tuning.Sweep;

namespace Scoring.Benchmarks.Measuring;

/// <summary>Waits until nobody else uses the machine's cores: a neighbour on the other thread of one, as on a virtual machine, halves what is measured for seconds, and which contender it meets is chance.</summary>
internal static class QuietMoments
{
    private static readonly QuietProcessors s_processors = new(TimeProvider.System, TimeSpan.FromMinutes(5));

    public static async Task WaitAsync()
    {
        while (s_processors.HasPatience && !await AreQuietAsync()) await s_processors.PauseAsync(CancellationToken.None);
    }

    /// <summary>Whether all cores are at the moment.</summary>
    public static async Task<bool> AreQuietAsync()
    {
        using var together = new Barrier(Environment.ProcessorCount);
        bool[] quiet = await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() =>
        {
            together.SignalAndWait();
            return s_processors.IsQuiet();
        })));
        return !quiet.Contains(false);
    }
}
