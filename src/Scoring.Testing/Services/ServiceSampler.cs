namespace Scoring.Testing.Services;

/// <summary>The times that a service takes in one run, request by request.</summary>
internal sealed class ServiceSampler(IServiceModel service, ulong seed)
{
    private readonly IServiceQuirk? _quirk = service.NewQuirk();
    private int _sent;

    /// <summary>The time of the next request, in ticks; at least 1.</summary>
    /// <param name="rows">Rows in it.</param>
    /// <param name="inFlight">Requests in flight, itself included.</param>
    /// <param name="now">When it is sent.</param>
    public long Next(int rows, int inFlight, long now)
    {
        var call = new ServiceCall(_sent++, rows, inFlight, now);
        var random = new StableRandom(StableRandom.Hash(seed, (ulong)call.Index));
        double noise = Math.Exp(service.Noise * random.NextNormal());
        bool pauses = random.NextUniform() < service.PauseProbability;
        double time = service.Curve(rows) * service.Crowd(inFlight, now) * noise * service.ShiftAt(now);
        if (_quirk is not null) time = _quirk.Apply(in call, time, ref random);
        return Math.Max(1, Ticks.Of(pauses ? time + service.PauseMilliseconds : time));
    }
}
