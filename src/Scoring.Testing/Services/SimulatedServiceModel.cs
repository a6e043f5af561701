namespace Scoring.Testing.Services;

/// <summary>A <see cref="SimulatedService"/> as a run asks it.</summary>
internal sealed class SimulatedServiceModel(SimulatedService service) : IServiceModel
{
    /// <summary>What a cold start has seen belongs to a run, and its two sides share it.</summary>
    private readonly ColdStartRun? _coldStart = service.ColdStart is { } coldStart ? new ColdStartRun(coldStart) : null;

    public bool IsShared => false;

    public double Noise => service.Noise;

    public double PauseProbability => service.Pause?.Probability ?? 0;

    public double PauseMilliseconds => service.Pause?.Time.TotalMilliseconds ?? 0;

    public double Curve(int rows) => service.Latency(rows).TotalMilliseconds;

    public double Crowd(int inFlight, long now)
    {
        int parallel = ParallelAt(TimeSpan.FromTicks(now));
        return inFlight <= parallel ? 1 : (double)inFlight / parallel * (1 + (service.Crowding * (inFlight - parallel)));
    }

    public double ShiftAt(long now)
    {
        double factor = 1;
        foreach (ServiceShift shift in service.Shifts)
        {
            if (now >= shift.At.Ticks) factor = shift.Factor;
        }

        return factor;
    }

    public IServiceQuirk? NewQuirk() => _coldStart;

    public IServiceFaults? NewFaults() => service.Outages.Count == 0 && _coldStart is null ? null : new OutageFaults(service.Outages, _coldStart);

    private int ParallelAt(TimeSpan time)
    {
        int parallel = service.ParallelRequests;
        foreach (ReplicaLoss loss in service.ReplicaLosses)
        {
            if (loss.Includes(time)) parallel = loss.ParallelRequests;
        }

        return parallel;
    }
}
