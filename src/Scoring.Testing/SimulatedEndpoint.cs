using Scoring.Records;
using Scoring.Testing.Services;

namespace Scoring.Testing;

/// <summary>An endpoint in virtual time: takes as long as its <see cref="SimulatedService"/> says, fails when that says so, and scores by a function.</summary>
/// <remarks>
/// It is a leaf as any other. It answers what it was sent even if nobody waits any more, as a model that runs does.
/// Used on the thread of its <see cref="VirtualRun"/>.
/// </remarks>
public sealed class SimulatedEndpoint : IScoringClient
{
    private readonly VirtualRun _run;
    private readonly ScoringSignature _signature;
    private readonly Func<RecordBatch, RecordBatch> _score;
    private readonly ServiceRun<SimulatedRequest> _service;
    private readonly Stack<SimulatedRequest> _unused = [];
    private int _sent;

    /// <summary>An endpoint with a service of its own.</summary>
    /// <param name="run">Whose clock it goes by.</param>
    /// <param name="service">How long it takes and when it fails.</param>
    /// <param name="signature">What it takes and gives.</param>
    /// <param name="score">Gives the scores of the rows it is lent, as a batch that the caller disposes. Called when a request is sent.</param>
    public SimulatedEndpoint(VirtualRun run, SimulatedService service, ScoringSignature signature, Func<RecordBatch, RecordBatch> score)
        : this(run, (service ?? throw new ArgumentNullException(nameof(service))).Checked(), service.Seed, signature, score)
    {
    }

    internal SimulatedEndpoint(VirtualRun run, IServiceModel service, ulong seed, ScoringSignature signature, Func<RecordBatch, RecordBatch> score)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(score);
        (_run, _signature, _score) = (run, signature, score);
        _service = ServiceRun<SimulatedRequest>.Create(service, seed);
        run.Add(this);
    }

    /// <summary>What it was asked, in the order in which requests were sent.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>Requests in flight.</summary>
    public int InFlight => _service.InFlight;

    /// <summary>When the next request ends; <see cref="long.MaxValue"/> when none is in flight.</summary>
    internal long NextEnd => _service.NextEnd;

    /// <summary>Watches requests, each before it goes on; null for nobody.</summary>
    internal ISimulatedEndpointObserver? Observer { get; init; }

    /// <inheritdoc/>
    public ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default) => new(_signature);

    /// <inheritdoc/>
    public ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        long now = _run.Clock.GetTimestamp();
        if (!_unused.TryPop(out SimulatedRequest? request)) request = new SimulatedRequest(_unused.Push);
        ValueTask<RecordBatch> answer = request.Send(_sent++, context.Attempts, _score(rows));
        _service.Send(request, rows.RowCount, now);
        if (Observer is null) request.Entry = Requests.Add(rows.RowCount, context.Partition, TimeSpan.FromTicks(now));
        else Observer.OnSent(request, rows);
        return answer;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType?.IsInstanceOfType(this) == true ? this : null;

    /// <summary>Does nothing: there is nothing to give back.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Ends the requests that are due now.</summary>
    internal void EndDue()
    {
        while (_service.NextEnd <= _run.Clock.GetTimestamp())
        {
            (SimulatedRequest request, SentBatch batch) = _service.EndNext();
            if (Observer is null) Requests.End(request.Entry, TimeSpan.FromTicks(batch.EndsAt), batch.Fault?.Status, batch.HasFailed);
            else Observer.OnEnds(request, in batch);
            request.End(in batch);
        }
    }
}
