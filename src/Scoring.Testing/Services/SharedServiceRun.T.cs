namespace Scoring.Testing.Services;

/// <summary>A service whose requests in flight share what it has: each goes on as fast as their number lets it at any moment, rather than at the moment when it was sent.</summary>
internal sealed class SharedServiceRun<T>(IServiceModel service, ulong seed) : ServiceRun<T>(service)
{
    private readonly ServiceSampler _sampler = new(service, seed);
    private readonly List<Job> _jobs = [];

    /// <summary>Up to when the work was done.</summary>
    private long _time;

    public override int InFlight => _jobs.Count;

    public override long NextEnd => _jobs.Count == 0 ? long.MaxValue : _time + Math.Max((long)Math.Ceiling(Next.Left * Crowd), 0);

    public override void Send(T item, int rows, long now)
    {
        Advance(now);
        int inFlight = InFlight + 1;
        _jobs.Add(new Job(item, new SentBatch(rows, inFlight, now, EndsAt: 0)) { Left = _sampler.Next(rows, inFlight: 1, now) });
    }

    public override (T Item, SentBatch Batch) EndNext()
    {
        Job next = Next;
        Advance(NextEnd);
        _jobs.Remove(next);
        return (next.Item, next.Batch with { EndsAt = _time });
    }

    private double Crowd => Service.Crowd(_jobs.Count, _time);

    private Job Next => _jobs.MinBy(static job => job.Left)!;

    private void Advance(long now)
    {
        double done = (now - _time) / Crowd;
        foreach (Job job in _jobs) job.Left -= done;
        _time = now;
    }

    private sealed class Job(T item, SentBatch batch)
    {
        public T Item { get; } = item;

        public SentBatch Batch { get; } = batch;

        /// <summary>Ticks that it would still take alone.</summary>
        public double Left { get; set; }
    }
}
