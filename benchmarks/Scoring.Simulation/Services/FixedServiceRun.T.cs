using Scoring.Simulation.Profiles;

namespace Scoring.Simulation.Services;

/// <summary>A service that knows when a request will end as soon as it is sent.</summary>
internal sealed class FixedServiceRun<T>(ServiceProfile profile, ulong seed) : ServiceRun<T>(profile)
{
    private readonly ServiceSampler _sampler = new(profile, seed);
    private readonly EndingQueue<(T Item, SentBatch Batch)> _inFlight = new();

    public override int InFlight => _inFlight.Count;

    public override long NextEnd => _inFlight.NextEnd;

    public override void Send(T item, int rows, long now)
    {
        int inFlight = InFlight + 1;
        bool fails = Profile.Outage?.Includes(now) == true;
        long time = _sampler.Next(rows, inFlight, now);
        if (fails) time = SimulatedTime.ToTicks(Profile.Outage!.AnswerTime);
        _inFlight.Add(now + time, (item, new SentBatch(rows, inFlight, now, now + time, fails)));
    }

    public override (T Item, SentBatch Batch) EndNext() => _inFlight.RemoveNext();
}
