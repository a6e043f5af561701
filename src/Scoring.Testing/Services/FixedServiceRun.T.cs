namespace Scoring.Testing.Services;

/// <summary>A service that knows when a request will end as soon as it is sent.</summary>
internal sealed class FixedServiceRun<T>(IServiceModel service, ulong seed) : ServiceRun<T>(service)
{
    private readonly ServiceSampler _sampler = new(service, seed);
    private readonly IServiceFaults? _faults = service.NewFaults();
    private readonly EndingQueue<(T Item, SentBatch Batch)> _inFlight = new();

    public override int InFlight => _inFlight.Count;

    public override long NextEnd => _inFlight.NextEnd;

    public override void Send(T item, int rows, long now)
    {
        int inFlight = InFlight + 1;
        ServiceFault? fault = _faults?.At(now);
        long time = _sampler.Next(rows, inFlight, now);
        if (fault is not null) time = Math.Max(1, Ticks.Of(fault.Milliseconds));
        _inFlight.Add(now + time, (item, new SentBatch(rows, inFlight, now, now + time, fault)));
    }

    public override (T Item, SentBatch Batch) EndNext() => _inFlight.RemoveNext();
}
