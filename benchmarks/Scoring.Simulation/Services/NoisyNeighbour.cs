namespace Scoring.Simulation.Services;

/// <summary>Somebody else uses the machine from time to time.</summary>
/// <param name="factor">What requests sent meanwhile take.</param>
/// <param name="seconds">How long.</param>
/// <param name="period">Out of how many seconds; the busy ones come last.</param>
internal sealed class NoisyNeighbour(double factor, double seconds, double period) : IServiceQuirk
{
    public double Apply(in ServiceCall call, double milliseconds, ref StableRandom random) =>
        SimulatedTime.ToSeconds(call.SentAt) % period >= period - seconds ? milliseconds * factor : milliseconds;
}
