using System.Diagnostics;
using System.Runtime.CompilerServices;
using Scoring.Batching.Calls;
using Scoring.Bindings;
using Scoring.Concurrency;
using Scoring.Diagnostics;
using Scoring.Telemetry;

namespace Scoring.Batching;

/// <summary>The row level over a batch-level client.</summary>
internal sealed class RowScoringClient<TRow, TScore> : IScoringClient<TRow, TScore>
{
    private readonly IScoringClient _client;
    private readonly RowBinding<TRow> _rows;
    private readonly ScoreBinding<TScore> _scores;
    private readonly TimeProvider _clock;
    private readonly SchedulerControl _control;
    private readonly CallPool<OneRowCall<TRow, TScore>> _oneRowCalls = new(static pool => new OneRowCall<TRow, TScore>(pool));

    /// <summary>Calls of many rows; it also counts those of one row that wait for the signature. Other single rows are the scheduler's to count.</summary>
    private readonly CallRegister _calls;

    private readonly Shutdown _shutdown;

    /// <summary>Null where calls are not traced.</summary>
    private readonly TelemetryScoringClient? _telemetry;

    /// <summary>Null until the signature was read. Written once.</summary>
    private BoundModel<TRow, TScore>? _model;

    public RowScoringClient(IScoringClient client, RowBinding<TRow> rows, ScoreBinding<TScore> scores, ScoringClientOptions options)
    {
        _client = client;
        _rows = rows;
        _scores = scores;
        _clock = options.TimeProvider;
        _control = new SchedulerControl(client, options);
        _calls = new CallRegister(options.Starter, static register => new ManyRowsCall<TRow, TScore>(register));
        _telemetry = client.GetService<TelemetryScoringClient>();
        _shutdown = new Shutdown(_calls, client, _control, () => _model?.Scheduler);
    }

    public ValueTask<TScore> ScoreAsync(TRow row, RowOptions options = default, CancellationToken cancellationToken = default)
    {
        ValueTask<TScore> score;
        if (options.Deadline is null && !cancellationToken.IsCancellationRequested && _model is { } model && (_telemetry is null || !ScoringTraces.IsOn))
        {
            ObjectDisposedException.ThrowIf(_calls.Intake.IsClosed, typeof(IScoringClient<TRow, TScore>));
            Submit(model, in row, in options, Deadline.None, cancellationToken, out score);
        }
        else
        {
            score = StartWithCare(row, options, cancellationToken);
        }

        return score;
    }

    private ValueTask<TScore> StartWithCare(TRow row, RowOptions options, CancellationToken cancellationToken)
    {
        if (options.Deadline is not null) CheckDeadline(options);
        ObjectDisposedException.ThrowIf(_calls.Intake.IsClosed, typeof(IScoringClient<TRow, TScore>));
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<TScore>(cancellationToken);
        return _telemetry is not null && ScoringTraces.IsOn ? TraceAsync(_telemetry, row, options, cancellationToken) : Start(row, in options, cancellationToken);
    }

    private ValueTask<TScore> Start(TRow row, in RowOptions options, CancellationToken cancellationToken) =>
        _model is { } model
            ? Start(model, row, in options, DeadlineOf(in options), cancellationToken)
            : BindAndStartAsync(row, options, DeadlineOf(in options), cancellationToken);

    public ValueTask ScoreAsync(ReadOnlyMemory<TRow> rows, Memory<TScore> scores, RowOptions options = default, CancellationToken cancellationToken = default)
    {
        if (scores.Length < rows.Length) throw new ArgumentException($"There is room for {scores.Length} scores; {rows.Length} rows were given.", nameof(scores));
        if (options.Deadline is not null) CheckDeadline(options);
        ObjectDisposedException.ThrowIf(_calls.Intake.IsClosed, typeof(IScoringClient<TRow, TScore>));
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        if (rows.IsEmpty) return ValueTask.CompletedTask;
        return _telemetry is not null && ScoringTraces.IsOn ? TraceAsync(_telemetry, rows, scores, options, cancellationToken) : Start(rows, scores, in options, cancellationToken);
    }

    private ValueTask Start(ReadOnlyMemory<TRow> rows, Memory<TScore> scores, in RowOptions options, CancellationToken cancellationToken)
    {
        Deadline deadline = DeadlineOf(in options);
        ObjectDisposedException.ThrowIf(!_calls.Intake.TryEnter(), typeof(IScoringClient<TRow, TScore>));
        return _model is { } model
            ? Start(model, rows, scores, in options, deadline, cancellationToken)
            : BindAndStartAsync(rows, scores, options, deadline, cancellationToken);
    }

    public async ValueTask WarmUpAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_calls.Intake.IsClosed, typeof(IScoringClient<TRow, TScore>));
        if (_model is null) Bind(await _client.GetSignatureAsync(cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Checks the bindings now if that needs no waiting.</summary>
    public void BindIfSignatureIsKnown()
    {
        ValueTask<ScoringSignature> signature = _client.GetSignatureAsync();
        if (signature.IsCompletedSuccessfully) Bind(signature.Result);
        else _ = signature.AsTask();
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceType == typeof(IWorkStarter)) return _control.Options.Starter;
        if (serviceKey is null && serviceType == typeof(SchedulerControl)) return _control;
        if (serviceKey is null && serviceType == typeof(IScoringClient)) return _client;
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : _client.GetService(serviceType, serviceKey);
    }

    public async ValueTask DisposeAsync()
    {
        await _shutdown.DisposeAsync().ConfigureAwait(false);
        _oneRowCalls.Close();
    }

    private static void CheckDeadline(RowOptions options) =>
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Deadline!.Value, TimeSpan.Zero, "options.Deadline");

    private Deadline DeadlineOf(in RowOptions options) => options.Deadline is { } time ? Deadline.After(time, _clock) : Deadline.None;

    private ValueTask<TScore> Start(BoundModel<TRow, TScore> model, TRow row, in RowOptions options, Deadline deadline, CancellationToken cancellationToken)
    {
        Submit(model, in row, in options, deadline, cancellationToken, out ValueTask<TScore> score);
        return score;
    }

    /// <summary>Submits a row.</summary>
    /// <remarks>
    /// What the caller is to await is written before the row is pushed, and where it stays: pushing waits for it to reach the cache. Written afterwards, field by field, it would be
    /// copied as a whole at once, and a processor cannot forward several small stores to one wide load.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Submit(
        BoundModel<TRow, TScore> model, in TRow row, in RowOptions options, Deadline deadline, CancellationToken cancellationToken, out ValueTask<TScore> score)
    {
        OneRowCall<TRow, TScore> call = _oneRowCalls.Rent();
        int partition = options.Partition ?? 0;
        score = new ValueTask<TScore>(call, call.Begin(in row, partition, options.Priority, deadline, cancellationToken));
        if (!model.Scheduler.TrySubmit(call)) call.Fail(Rejections.QueueFull(partition, model.Scheduler.EndOfFull, model.Scheduler.Settings));
    }

    private ValueTask Start(
        BoundModel<TRow, TScore> model, ReadOnlyMemory<TRow> rows, Memory<TScore> scores, in RowOptions options, Deadline deadline, CancellationToken cancellationToken) =>
        ((ManyRowsCall<TRow, TScore>)_calls.Get()).Start(model.Scheduler, rows, scores, in options, deadline, cancellationToken);

    private async ValueTask<TScore> TraceAsync(TelemetryScoringClient telemetry, TRow row, RowOptions options, CancellationToken cancellationToken)
    {
        using Activity? call = telemetry.StartCall(1, options.Partition ?? 0);
        try
        {
            return await Start(row, in options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            TelemetryScoringClient.Fail(call, error);
            throw;
        }
    }

    private async ValueTask TraceAsync(TelemetryScoringClient telemetry, ReadOnlyMemory<TRow> rows, Memory<TScore> scores, RowOptions options, CancellationToken cancellationToken)
    {
        using Activity? call = telemetry.StartCall(rows.Length, options.Partition ?? 0);
        try
        {
            await Start(rows, scores, in options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            TelemetryScoringClient.Fail(call, error);
            throw;
        }
    }

    private async ValueTask<TScore> BindAndStartAsync(TRow row, RowOptions options, Deadline deadline, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(!_calls.Intake.TryEnter(), typeof(IScoringClient<TRow, TScore>));
        try
        {
            await _shutdown.WaitForModelAsync(WarmUpAsync, options.Partition ?? 0, deadline, cancellationToken).ConfigureAwait(false);
            return await Start(_model!, row, in options, deadline, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _calls.Intake.Exit();
        }
    }

    private async ValueTask BindAndStartAsync(
        ReadOnlyMemory<TRow> rows, Memory<TScore> scores, RowOptions options, Deadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            await _shutdown.WaitForModelAsync(WarmUpAsync, options.Partition ?? 0, deadline, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _calls.Intake.Exit();
            if (error is ScoringRejectedException rejected) throw Rejections.AllRows(rows.Length, rejected);
            throw;
        }

        await Start(_model!, rows, scores, in options, deadline, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Of two threads that bind at once one's scheduler is used.</summary>
    private void Bind(ScoringSignature signature)
    {
        ScoringClientOptions options = _control.Options;
        var model = new BoundModel<TRow, TScore>(_client, signature, _rows, _scores, options);
        _control.WarmStart(model.Scheduler, signature, options);
        if (Interlocked.CompareExchange(ref _model, model, null) is null) _control.Attach(model.Scheduler, signature, options);
    }
}
