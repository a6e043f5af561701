using Scoring.Records;

namespace Scoring.Testing;

/// <summary>A model that is a function, at the batch level: a leaf for tests of stages, builders and settings. It takes no time, or as much as it is told, and fails when it is told to.</summary>
/// <remarks>Thread-safe once it is set up. Requests are written down in <see cref="Requests"/>.</remarks>
public sealed class FakeScoringClient : IScoringClient
{
    private readonly ScoringSignature _signature;
    private readonly Func<RecordBatch, RecordBatch> _score;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly FakeFailures _failures = new();
    private Func<int, TimeSpan>? _latency;
    private int _disposals;

    /// <summary>A fake of a model.</summary>
    /// <param name="signature">What it takes and gives.</param>
    /// <param name="score">Gives the scores of the rows it is lent, as a batch that the caller disposes. What it throws, the request fails with.</param>
    /// <param name="clock">What latencies wait for; the system's clock when left out.</param>
    public FakeScoringClient(ScoringSignature signature, Func<RecordBatch, RecordBatch> score, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(score);
        (_signature, _score, _clock) = (signature, score, clock ?? TimeProvider.System);
        _start = _clock.GetTimestamp();
    }

    /// <summary>What it was asked.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>How often it was disposed.</summary>
    public int Disposals => Volatile.Read(ref _disposals);

    /// <summary>A fake of a model with one number in and one out, named <c>row</c> and <c>score</c>.</summary>
    /// <typeparam name="TRow">A number, as in <see cref="ElementType"/>.</typeparam>
    /// <typeparam name="TScore">A number, as in <see cref="ElementType"/>.</typeparam>
    /// <param name="score">The score of a row.</param>
    /// <param name="clock">What latencies wait for; the system's clock when left out.</param>
    /// <exception cref="NotSupportedException">One of the types cannot be in a column.</exception>
    public static FakeScoringClient OfNumbers<TRow, TScore>(Func<TRow, TScore> score, TimeProvider? clock = null)
        where TRow : unmanaged
        where TScore : unmanaged
    {
        ArgumentNullException.ThrowIfNull(score);
        var model = new NumberModel<TRow, TScore>(score);
        return new FakeScoringClient(model.Signature, model.Score, clock);
    }

    /// <summary>Has each request take a time.</summary>
    /// <param name="latency">By its rows.</param>
    /// <returns>This one.</returns>
    public FakeScoringClient WithLatency(Func<int, TimeSpan> latency)
    {
        ArgumentNullException.ThrowIfNull(latency);
        _latency = latency;
        return this;
    }

    /// <summary>Has the next requests fail with an HTTP status.</summary>
    /// <param name="requests">How many; after those asked for before.</param>
    /// <param name="status">400 and 422 refuse the rows, all else is the endpoint's failure.</param>
    /// <param name="retryAfter">What the answer asks callers to wait.</param>
    /// <returns>This one.</returns>
    public FakeScoringClient FailNext(int requests, int status, TimeSpan? retryAfter = null)
    {
        _failures.Add(requests, status, retryAfter);
        return this;
    }

    /// <summary>Has the next requests fail with an error.</summary>
    /// <param name="requests">How many; after those asked for before.</param>
    /// <param name="failure">Makes the error.</param>
    /// <returns>This one.</returns>
    public FakeScoringClient FailNext(int requests, Func<Exception> failure)
    {
        _failures.Add(requests, failure);
        return this;
    }

    /// <inheritdoc/>
    public ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default) => new(_signature);

    /// <inheritdoc/>
    public async ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        int entry = Requests.Add(rows.RowCount, context.Partition, Now);
        long start = _clock.GetTimestamp();
        Exception? failure = _failures.Next();
        try
        {
            if (_latency is not null) await Task.Delay(_latency(rows.RowCount), _clock, cancellationToken).ConfigureAwait(false);
            if (failure is not null) throw failure;
            RecordBatch scores = _score(rows);
            End(entry, start, rows.RowCount, context, null);
            return scores;
        }
        catch (Exception error)
        {
            End(entry, start, rows.RowCount, context, error);
            throw;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType?.IsInstanceOfType(this) == true ? this : null;

    /// <summary>Counts that it was called.</summary>
    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _disposals);
        return ValueTask.CompletedTask;
    }

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    private void End(int entry, long start, int rows, in ScoringContext context, Exception? error)
    {
        var scoring = error as ScoringException;
        Requests.End(entry, Now, scoring?.Status, error is not null);
        context.Attempts?.OnAttempt(new ScoringAttempt(rows, _clock.GetElapsedTime(start), error is null, scoring?.Status, scoring?.RetryAfter));
    }
}
