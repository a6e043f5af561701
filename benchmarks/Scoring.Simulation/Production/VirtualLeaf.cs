using Scoring.Records;
using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Services;

namespace Scoring.Simulation.Production;

/// <summary>A service in virtual time. It answers what it was sent even if nobody waits any more, as a model that runs does.</summary>
internal sealed class VirtualLeaf(Cell cell, ProductionSimulation run, VirtualClock clock) : IScoringClient
{
    private readonly ServiceRun<VirtualRequest> _service = cell.NewService<VirtualRequest>();
    private readonly TimeSpan? _retryAfter = cell.Profile.Outage is { } outage ? TimeSpan.FromMilliseconds(outage.RetryAfter) : null;
    private readonly Stack<VirtualRequest> _unused = [];
    private int _sent;

    /// <summary>When the next request ends; <see cref="long.MaxValue"/> when none is in flight.</summary>
    public long NextEnd => _service.NextEnd;

    public ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default) => new(VirtualModel.Signature);

    public ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        if (!_unused.TryPop(out VirtualRequest? request)) request = new VirtualRequest(_unused.Push);
        ValueTask<RecordBatch> answer = request.Send(_sent++, clock.Now, context.Attempts);
        _service.Send(request, rows.RowCount, clock.Now);
        run.OnSent(request, rows.GetColumn<long>(0).Values);
        return answer;
    }

    /// <summary>Ends the requests that are due now.</summary>
    public void EndDue()
    {
        while (_service.NextEnd <= clock.Now)
        {
            (VirtualRequest request, SentBatch batch) = _service.EndNext();
            run.OnEnds(request, in batch);
            request.End(in batch, _retryAfter);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
