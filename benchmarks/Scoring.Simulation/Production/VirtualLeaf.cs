using Scoring.Records;
using Scoring.Simulation.Profiles;

namespace Scoring.Simulation.Production;

/// <summary>A service in virtual time. It answers what it was sent even if nobody waits any more, as a model that runs does.</summary>
internal sealed class VirtualLeaf(ServiceSampler service, ProductionSimulation run, VirtualClock clock) : IScoringClient
{
    private readonly EndingQueue<VirtualRequest> _inFlight = new();
    private readonly Stack<VirtualRequest> _unused = [];

    /// <summary>When the next request ends; <see cref="long.MaxValue"/> when none is in flight.</summary>
    public long NextEnd => _inFlight.NextEnd;

    public ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default) => new(VirtualModel.Signature);

    public ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        int count = rows.RowCount, inFlight = _inFlight.Count + 1;
        long now = clock.Now;
        var batch = new SentBatch(count, inFlight, now, now + service.Next(count, inFlight, now));
        if (!_unused.TryPop(out VirtualRequest? request)) request = new VirtualRequest(_unused.Push);
        _inFlight.Add(batch.EndsAt, request);
        ValueTask<RecordBatch> answer = request.Send(in batch, context.Attempts);
        run.OnSent(request, rows.GetColumn<long>(0).Values);
        return answer;
    }

    /// <summary>Ends the requests that are due now.</summary>
    public void EndDue()
    {
        while (_inFlight.NextEnd <= clock.Now)
        {
            VirtualRequest request = _inFlight.RemoveNext();
            run.OnEnds(request);
            request.Complete();
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
