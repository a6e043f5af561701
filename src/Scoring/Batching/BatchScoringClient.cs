using Scoring.Batching.Calls;
using Scoring.Diagnostics;
using Scoring.Records;

namespace Scoring.Batching;

/// <summary>The batch level with a queue in front of it: batches of any size, cut or put together into requests.</summary>
internal sealed class BatchScoringClient : IScoringClient
{
    private readonly IScoringClient _inner;
    private readonly SchedulerControl _control;
    private readonly CallRegister _calls;
    private readonly Shutdown _shutdown;

    /// <summary>Null until the signature was read. Written once.</summary>
    private Scheduler? _scheduler;

    public BatchScoringClient(IScoringClient inner, ScoringClientOptions options)
    {
        _inner = inner;
        _control = new SchedulerControl(inner, options);
        _calls = new CallRegister(options.Starter, static register => new BatchCall(register));
        _shutdown = new Shutdown(_calls, inner, _control, () => _scheduler);
    }

    public ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default) => _inner.GetSignatureAsync(cancellationToken);

    public ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        int count = rows.RowCount;
        ObjectDisposedException.ThrowIf(_calls.Intake.IsClosed, typeof(IScoringClient));
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<RecordBatch>(cancellationToken);
        if (context.Deadline.HasExpired) return ValueTask.FromException<RecordBatch>(Rejections.Expired(context.Partition));
        if (count == 0) return _inner.ScoreAsync(rows, context, cancellationToken);
        RecordBatch shared = rows.Share();
        if (!_calls.Intake.TryEnter())
        {
            shared.Dispose();
            return ValueTask.FromException<RecordBatch>(new ObjectDisposedException(typeof(IScoringClient).FullName));
        }

        return _scheduler is { } scheduler ? Start(scheduler, shared, in context, cancellationToken) : BindAndStartAsync(shared, context, cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is null && serviceType == typeof(SchedulerControl)) return _control;
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : _inner.GetService(serviceType, serviceKey);
    }

    /// <summary>Reads the leaf's limits now if that needs no waiting.</summary>
    public void BindIfSignatureIsKnown()
    {
        ValueTask<ScoringSignature> signature = _inner.GetSignatureAsync();
        if (signature.IsCompletedSuccessfully) Bind(signature.Result);
        else _ = signature.AsTask();
    }

    public ValueTask DisposeAsync() => _shutdown.DisposeAsync();

    private ValueTask<RecordBatch> Start(Scheduler scheduler, RecordBatch shared, in ScoringContext context, CancellationToken cancellationToken) =>
        ((BatchCall)_calls.Get()).Start(scheduler, shared, in context, cancellationToken);

    private async ValueTask<RecordBatch> BindAndStartAsync(RecordBatch shared, ScoringContext context, CancellationToken cancellationToken)
    {
        try
        {
            await _shutdown.WaitForModelAsync(WarmUpAsync, context.Partition, context.Deadline, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            shared.Dispose();
            _calls.Intake.Exit();
            throw;
        }

        return await Start(_scheduler!, shared, in context, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask WarmUpAsync(CancellationToken cancellationToken)
    {
        if (_scheduler is null) Bind(await _inner.GetSignatureAsync(cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false));
    }

    private void Bind(ScoringSignature signature)
    {
        SignatureCheck.Check(signature);
        ScoringClientOptions options = _control.Options;
        var scheduler = new Scheduler(SchedulerSettings.Create(signature, options), scheduler => new BatchFlight(scheduler, _inner));
        _control.WarmStart(scheduler, signature, options);
        if (Interlocked.CompareExchange(ref _scheduler, scheduler, null) is null) _control.Attach(scheduler, signature, options);
    }
}
