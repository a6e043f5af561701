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
        return _model is { } model ? Start(model, rows, scores, options, cancellationToken) : BindAndStartAsync(rows, scores, options, cancellationToken);
    }

    public async ValueTask WarmUpAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_intake.IsClosed, typeof(IScoringClient<TRow, TScore>));
        _model ??= Bind(await _client.GetSignatureAsync(cancellationToken).ConfigureAwait(false));
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
        if (_intake.TryClose() && !await _intake.WaitAsync(_options.ShutdownTimeout, _options.TimeProvider).ConfigureAwait(false))
            _active.ForEach(static call => call.End(CallEnd.ShutDown));
        await _client.DisposeAsync().ConfigureAwait(false);
    }

    public ValueTask<RecordBatch> Send(RecordBatch rows, ScoringContext context, CancellationToken cancellationToken) =>
        _client.ScoreAsync(rows, context, cancellationToken);

    /// <summary>The caller is about to be told.</summary>
    public void OnEnded(ManyRowsCall<TRow, TScore> call)
    {
        _active.Remove(call);
        _intake.Exit();
    }

    /// <summary>Nobody holds the call any more.</summary>
    public void Return(ManyRowsCall<TRow, TScore> call) => _calls.Return(call);

    private ValueTask Start(
        BoundModel<TRow, TScore> model, ReadOnlyMemory<TRow> rows, Memory<TScore> scores, RowOptions options, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(!_intake.TryEnter(), typeof(IScoringClient<TRow, TScore>));
        ManyRowsCall<TRow, TScore> call = _calls.Get();
        _active.Add(call);
        var context = new ScoringContext
        {
            Partition = options.Partition ?? 0,
            Deadline = options.Deadline is { } time ? Deadline.After(time, _options.TimeProvider) : Deadline.None,
            RunInline = true,
        };
        return call.Start(model, rows, scores, context, _options.Starter, cancellationToken);
    }

    private async ValueTask BindAndStartAsync(ReadOnlyMemory<TRow> rows, Memory<TScore> scores, RowOptions options, CancellationToken cancellationToken)
    {
        await WarmUpAsync(cancellationToken).ConfigureAwait(false);
        await Start(_model!, rows, scores, options, cancellationToken).ConfigureAwait(false);
    }

    private BoundModel<TRow, TScore> Bind(ScoringSignature signature) => new(signature, _rows, _scores, _options);

    private sealed class Policy(RowScoringClient<TRow, TScore> client) : IPooledObjectPolicy<ManyRowsCall<TRow, TScore>>
    {
        public ManyRowsCall<TRow, TScore> Create() => new(client);

        public bool Return(ManyRowsCall<TRow, TScore> call) => true;
    }
}
