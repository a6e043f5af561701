using Microsoft.Extensions.ObjectPool;
using Scoring.Batching.Control;
using Scoring.Concurrency;
using Scoring.Onnx.Loading;
using Scoring.Onnx.Running;
using Scoring.Records;
using Scoring.Tuning;

namespace Scoring.Onnx;

/// <summary>Scores batches with an ONNX model in this process, on whichever ONNX Runtime library (1.17 or later) the application has.</summary>
/// <remarks>
/// <para>A request runs on one lane; as many run at once as there are lanes. A request that can be neither cancelled nor late runs on its caller's thread when
/// a lane is free, and so does one whose caller lends its thread (<see cref="ScoringContext.RunInline"/>); any other waits for a lane and runs on the thread pool,
/// and its caller is released at once by cancellation or deadline, while the run is stopped at its next node.</para>
/// <para>A failed run leaves the client usable. Disposing waits for running and waiting requests.</para>
/// </remarks>
public sealed class OnnxScoringClient : IScoringClient
{
    /// <summary>Waiting requests in a busy application; beyond that a request is simply made anew.</summary>
    private const int MaxRetainedRequests = 256;

    private readonly OnnxScoringOptions _options;
    private readonly Intake _intake = new(ThreadPoolStarter.Instance);
    private readonly DefaultObjectPool<RunRequest> _requests;
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly OnnxModelIdentity _identity;

    private OnnxScoringClient(OnnxModel model, OnnxModelIdentity identity, OnnxScoringOptions options)
    {
        _identity = identity;
        Model = model;
        _options = options;
        _requests = new DefaultObjectPool<RunRequest>(new Policy(this), MaxRetainedRequests);
    }

    /// <summary>The load report.</summary>
    public OnnxModelInfo Info => Model.Info;

    internal OnnxModel Model { get; }

    /// <summary>Loads a model file.</summary>
    /// <param name="path">The .onnx file. External data is looked for beside it.</param>
    /// <param name="options">How it is loaded and run; the defaults when left out.</param>
    /// <exception cref="ScoringModelException">The file or the native library cannot be loaded, or the model takes or gives what no batch can hold.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static OnnxScoringClient Load(string path, OnnxScoringOptions? options = null) => Load(ModelSource.FromFile(path), options);

    /// <summary>Loads a model from memory.</summary>
    /// <param name="model">The bytes of a model without external data; not needed any more when this returns.</param>
    /// <param name="options">How it is loaded and run; the defaults when left out.</param>
    /// <param name="name">The model's name in messages.</param>
    /// <exception cref="ScoringModelException">The model or the native library cannot be loaded, or the model takes or gives what no batch can hold.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static OnnxScoringClient Load(ReadOnlyMemory<byte> model, OnnxScoringOptions? options = null, string name = "model in memory") =>
        Load(ModelSource.FromMemory(model, name), options);

    /// <inheritdoc/>
    public ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default) => new(Model.Signature);

    /// <inheritdoc/>
    public ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<RecordBatch>(cancellationToken);
        if (context.Deadline.HasExpired) return ValueTask.FromException<RecordBatch>(OnnxErrors.Expired(Model.Spec.Name, context));
        InputPlan plan = Model.PlanFor(rows.Schema);
        int count = rows.RowCount;
        ObjectDisposedException.ThrowIf(!TryEnter(), this);
        if (count == 0) return RespondEmpty();
        bool inline = context.RunInline || (!cancellationToken.CanBeCanceled && context.Deadline.IsNone);
        return inline && Model.Lanes.TryAcquire() is { } lane
            ? RunInline(lane, plan, in rows, in context, cancellationToken)
            : _requests.Get().Start(plan, rows, context, cancellationToken);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(IModelIdentity)) return _identity;
        return serviceType.IsInstanceOfType(this) ? this : serviceType == typeof(OnnxModelInfo) ? Info : null;
    }

    /// <summary>Stops intake, waits for running and waiting requests, and releases the model. Requests that outlast
    /// <see cref="OnnxScoringOptions.ShutdownTimeout"/> are stopped; a native run that cannot be stopped is waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_intake.TryClose())
        {
            await _disposed.Task.ConfigureAwait(false);
            return;
        }

        if (!await _intake.WaitAsync(_options.ShutdownTimeout, _options.TimeProvider).ConfigureAwait(false))
        {
            Model.Lanes.Abandon();
            await _intake.WaitAsync().ConfigureAwait(false);
        }

        Model.Dispose();
        _disposed.SetResult();
    }

    /// <summary>Runs a request and tells whoever listens how long it took.</summary>
    internal RecordBatch RunMeasured(Lane lane, InputPlan plan, in RecordBatch rows, in ScoringContext context)
    {
        if (context.Attempts is not { } sink) return Model.Run(lane, plan, in rows, context.Partition);
        long started = _options.TimeProvider.GetTimestamp();
        int count = rows.RowCount;
        int? status = null;
        AttemptFailure failure = default;
        try
        {
            RecordBatch response = Model.Run(lane, plan, rows, context.Partition);
            status = 0;
            return response;
        }
        catch (ScoringException error)
        {
            (status, failure) = (error.Status ?? -1, Attempts.FailureOf(error));
            throw;
        }
        finally
        {
            sink.OnAttempt(new ScoringAttempt(count, _options.TimeProvider.GetElapsedTime(started), status == 0, status, Failure: failure));
        }
    }

    /// <summary>Counts a request in, until <see cref="OnRunEnded"/>; false when the client is disposed.</summary>
    internal bool TryEnter() => _intake.TryEnter();

    /// <summary>A request is over; its lane, if it had one, is free.</summary>
    internal void OnRunEnded(Lane? lane)
    {
        if (lane is not null) Model.Lanes.Release(lane);
        _intake.Exit();
    }

    /// <summary>Nobody holds the request any more.</summary>
    internal void Return(RunRequest request) => _requests.Return(request);

    private static OnnxScoringClient Load(ModelSource source, OnnxScoringOptions? options)
    {
        options ??= new OnnxScoringOptions();
        options.Validate();
        OnnxModel model = new ModelLoader(source, options).Load();
        return new OnnxScoringClient(model, new OnnxModelIdentity(source.Path, source.Length, model.Info.RuntimeVersion), options);
    }

    private ValueTask<RecordBatch> RespondEmpty()
    {
        try
        {
            return new ValueTask<RecordBatch>(Model.Empty());
        }
        finally
        {
            _intake.Exit();
        }
    }

    private ValueTask<RecordBatch> RunInline(Lane lane, InputPlan plan, in RecordBatch rows, in ScoringContext context, CancellationToken cancellationToken)
    {
        try
        {
            bool watched = cancellationToken.CanBeCanceled || !context.Deadline.IsNone;
            if (watched) return new ValueTask<RecordBatch>(RunWatched(lane, plan, in rows, context, cancellationToken));
            return new ValueTask<RecordBatch>(context.Attempts is null ? Model.Run(lane, plan, in rows, context.Partition) : RunMeasured(lane, plan, in rows, in context));
        }
        catch (Exception error)
        {
            return ValueTask.FromException<RecordBatch>(error);
        }
        finally
        {
            OnRunEnded(lane);
        }
    }

    private RecordBatch RunWatched(Lane lane, InputPlan plan, in RecordBatch rows, ScoringContext context, CancellationToken cancellationToken)
    {
        lane.BeginWatched(lane, context.Deadline);
        CancellationTokenRegistration cancellation = cancellationToken.UnsafeRegister(static lane => ((Lane)lane!).Terminate(lane), lane);
        try
        {
            return RunMeasured(lane, plan, rows, context);
        }
        catch (ScoringRefusedException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (ScoringRefusedException) when (context.Deadline.HasExpired)
        {
            throw OnnxErrors.Expired(Model.Spec.Name, context);
        }
        catch (ScoringRefusedException) when (lane.IsTerminated)
        {
            throw OnnxErrors.ShutDown(Model.Spec.Name, context);
        }
        finally
        {
            // Waits for a callback that is running, so that it cannot terminate the lane's next run.
            cancellation.Dispose();
            lane.EndWatched();
        }
    }

    private sealed class Policy(OnnxScoringClient client) : IPooledObjectPolicy<RunRequest>
    {
        public RunRequest Create() => new(client);

        public bool Return(RunRequest request) => true;
    }
}
