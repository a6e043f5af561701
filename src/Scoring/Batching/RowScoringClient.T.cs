using Microsoft.Extensions.ObjectPool;
using Scoring.Bindings;
using Scoring.Concurrency;
using Scoring.Records;

namespace Scoring.Batching;

/// <summary>The row level over a batch-level client.</summary>
internal sealed class RowScoringClient<TRow, TScore> : IScoringClient<TRow, TScore>
{
    /// <summary>Calls in flight at once in a busy application; beyond that a call is simply made anew.</summary>
    private const int MaxRetainedCalls = 64;

    private readonly IScoringClient _client;
    private readonly RowBinding<TRow> _rows;
    private readonly ScoreBinding<TScore> _scores;
    private readonly ScoringClientOptions _options;
    private readonly DefaultObjectPool<ManyRowsCall<TRow, TScore>> _calls;
    private readonly ActiveCalls<ManyRowsCall<TRow, TScore>> _active = new();
    private readonly Intake _intake = new();

    /// <summary>Cancelled when disposing could not wait any longer: ends the calls that wait for the signature.</summary>
    private readonly CancellationTokenSource _shutDown = new();

    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Null until the signature was read. Written once; two threads that race write equal values.</summary>
    private BoundModel<TRow, TScore>? _model;

    public RowScoringClient(IScoringClient client, RowBinding<TRow> rows, ScoreBinding<TScore> scores, ScoringClientOptions options)
    {
        _client = client;
        _rows = rows;
        _scores = scores;
        _options = options;
        _calls = new DefaultObjectPool<ManyRowsCall<TRow, TScore>>(new Policy(this), MaxRetainedCalls);
    }

    public ValueTask ScoreAsync(ReadOnlyMemory<TRow> rows, Memory<TScore> scores, RowOptions options = default, CancellationToken cancellationToken = default)
    {
        if (scores.Length < rows.Length) throw new ArgumentException($"There is room for {scores.Length} scores; {rows.Length} rows were given.", nameof(scores));
        if (options.Deadline is { } time) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, "options.Deadline");
        ObjectDisposedException.ThrowIf(_intake.IsClosed, typeof(IScoringClient<TRow, TScore>));
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        if (rows.IsEmpty) return ValueTask.CompletedTask;
        ScoringContext context = ContextOf(options);
        ObjectDisposedException.ThrowIf(!_intake.TryEnter(), typeof(IScoringClient<TRow, TScore>));
        return _model is { } model ? Start(model, rows, scores, context, cancellationToken) : BindAndStartAsync(rows, scores, context, cancellationToken);
    }

    public async ValueTask<TScore> ScoreAsync(TRow row, RowOptions options = default, CancellationToken cancellationToken = default)
    {
        TScore[] score = new TScore[1];
        try
        {
            await ScoreAsync(new[] { row }, score, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ScoringRowsException rows)
        {
            throw rows.Errors[0].Error;
        }

        return score[0];
    }

    public async ValueTask WarmUpAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_intake.IsClosed, typeof(IScoringClient<TRow, TScore>));
        _model ??= Bind(await _client.GetSignatureAsync(cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Checks the bindings now if that needs no waiting.</summary>
    public void BindIfSignatureIsKnown()
    {
        ValueTask<ScoringSignature> signature = _client.GetSignatureAsync();
        if (signature.IsCompletedSuccessfully) _model = Bind(signature.Result);
        else _ = signature.AsTask();
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : _client.GetService(serviceType, serviceKey);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_intake.TryClose())
        {
            await _disposed.Task.ConfigureAwait(false);
            return;
        }

        try
        {
            if (!await _intake.WaitAsync(_options.ShutdownTimeout, _options.TimeProvider).ConfigureAwait(false)) EndCalls();
            await _client.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _disposed.SetResult();
        }
    }

    public ValueTask<RecordBatch> Send(RecordBatch rows, ScoringContext context, CancellationToken cancellationToken) =>
        _client.ScoreAsync(rows, context, cancellationToken);

    /// <summary>A call has begun and can be ended. False when it has to be, because the client is shut down.</summary>
    public bool TryRegister(ManyRowsCall<TRow, TScore> call) => _active.TryAdd(call);

    /// <summary>The caller is about to be told.</summary>
    public void OnEnded(ManyRowsCall<TRow, TScore> call)
    {
        _active.Remove(call);
        _intake.Exit();
    }

    /// <summary>Nobody holds the call any more.</summary>
    public void Return(ManyRowsCall<TRow, TScore> call) => _calls.Return(call);

    private ScoringContext ContextOf(RowOptions options) => new()
    {
        Partition = options.Partition ?? 0,
        Deadline = options.Deadline is { } time ? Deadline.After(time, _options.TimeProvider) : Deadline.None,
        RunInline = true,
    };

    private ValueTask Start(
        BoundModel<TRow, TScore> model, ReadOnlyMemory<TRow> rows, Memory<TScore> scores, ScoringContext context, CancellationToken cancellationToken) =>
        _calls.Get().Start(model, rows, scores, context, _options.Starter, cancellationToken);

    private async ValueTask BindAndStartAsync(ReadOnlyMemory<TRow> rows, Memory<TScore> scores, ScoringContext context, CancellationToken cancellationToken)
    {
        try
        {
            await WaitForModelAsync(rows.Length, context, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _intake.Exit();
            throw;
        }

        await Start(_model!, rows, scores, context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for the signature, but no longer than for scores.</summary>
    private async ValueTask WaitForModelAsync(int rows, ScoringContext context, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(context.Deadline.IsNone ? Timeout.InfiniteTimeSpan : context.Deadline.TimerDue, _options.TimeProvider);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token, _shutDown.Token);
        try
        {
            await WarmUpAsync(end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Rejections.AllRows(rows, late.IsCancellationRequested ? Rejections.Expired(context) : Rejections.ShutDown(context));
        }
    }

    private void EndCalls()
    {
        _shutDown.Cancel();
        _active.EndAll(static call => call.End(CallEnd.ShutDown));
    }

    private BoundModel<TRow, TScore> Bind(ScoringSignature signature) => new(signature, _rows, _scores, _options);

    private sealed class Policy(RowScoringClient<TRow, TScore> client) : IPooledObjectPolicy<ManyRowsCall<TRow, TScore>>
    {
        public ManyRowsCall<TRow, TScore> Create() => new(client);

        public bool Return(ManyRowsCall<TRow, TScore> call) => true;
    }
}
