using System.Collections.Immutable;

namespace Scoring.Testing;

/// <summary>A client that is a function, at the row level: for tests of code that takes an <see cref="IScoringClient{TRow, TScore}"/>. Nothing is batched: a call is a request.</summary>
/// <typeparam name="TRow">A row.</typeparam>
/// <typeparam name="TScore">Its score.</typeparam>
/// <remarks>Thread-safe once it is set up. To have rows batched as in production, put a <see cref="FakeScoringClient"/> or a <see cref="SimulatedEndpoint"/> into a <see cref="ScoringClientBuilder"/>.</remarks>
public sealed class FakeScoringClient<TRow, TScore> : IScoringClient<TRow, TScore>
{
    private readonly Func<TRow, TScore> _score;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly FakeFailures _failures = new();
    private Func<int, TimeSpan>? _latency;
    private int _disposals;

    /// <summary>A fake of a client.</summary>
    /// <param name="score">The score of a row. What it throws, the call fails with; among many rows only that one.</param>
    /// <param name="clock">What latencies wait for; the system's clock when left out.</param>
    public FakeScoringClient(Func<TRow, TScore> score, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(score);
        (_score, _clock) = (score, clock ?? TimeProvider.System);
        _start = _clock.GetTimestamp();
    }

    /// <summary>The calls.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>How often it was disposed.</summary>
    public int Disposals => Volatile.Read(ref _disposals);

    /// <summary>Has each call take a time.</summary>
    /// <param name="latency">By its rows.</param>
    /// <returns>This one.</returns>
    public FakeScoringClient<TRow, TScore> WithLatency(Func<int, TimeSpan> latency)
    {
        ArgumentNullException.ThrowIfNull(latency);
        _latency = latency;
        return this;
    }

    /// <summary>Has the next calls fail with an HTTP status.</summary>
    /// <param name="calls">How many; after those asked for before.</param>
    /// <param name="status">400 and 422 refuse the rows, all else is the endpoint's failure.</param>
    /// <param name="retryAfter">What the answer asks callers to wait.</param>
    /// <returns>This one.</returns>
    public FakeScoringClient<TRow, TScore> FailNext(int calls, int status, TimeSpan? retryAfter = null)
    {
        _failures.Add(calls, status, retryAfter);
        return this;
    }

    /// <summary>Has the next calls fail with an error.</summary>
    /// <param name="calls">How many; after those asked for before.</param>
    /// <param name="failure">Makes the error.</param>
    /// <returns>This one.</returns>
    public FakeScoringClient<TRow, TScore> FailNext(int calls, Func<Exception> failure)
    {
        _failures.Add(calls, failure);
        return this;
    }

    /// <inheritdoc/>
    public async ValueTask<TScore> ScoreAsync(TRow row, RowOptions options = default, CancellationToken cancellationToken = default)
    {
        TScore score = default!;
        await CallAsync(1, options, () => score = _score(row), cancellationToken).ConfigureAwait(false);
        return score;
    }

    /// <inheritdoc/>
    public async ValueTask ScoreAsync(ReadOnlyMemory<TRow> rows, Memory<TScore> scores, RowOptions options = default, CancellationToken cancellationToken = default)
    {
        if (scores.Length < rows.Length) throw new ArgumentException($"There are {rows.Length} rows and room for {scores.Length} scores.", nameof(scores));
        await CallAsync(rows.Length, options, () => ScoreAll(rows.Span, scores.Span), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does nothing: there is nothing to warm up.</summary>
    /// <param name="cancellationToken">Not looked at.</param>
    public ValueTask WarmUpAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType?.IsInstanceOfType(this) == true ? this : null;

    /// <summary>Counts that it was called.</summary>
    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _disposals);
        return ValueTask.CompletedTask;
    }

    private async ValueTask CallAsync(int rows, RowOptions options, Action score, CancellationToken cancellationToken)
    {
        int entry = Requests.Add(rows, options.Partition ?? 0, _clock.GetElapsedTime(_start));
        Exception? failure = _failures.Next();
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_latency is not null) await Task.Delay(_latency(rows), _clock, cancellationToken).ConfigureAwait(false);
            if (failure is not null) throw failure;
            score();
            Requests.End(entry, _clock.GetElapsedTime(_start), null, failed: false);
        }
        catch (Exception error)
        {
            Requests.End(entry, _clock.GetElapsedTime(_start), (error as ScoringException)?.Status, failed: true);
            throw;
        }
    }

    private void ScoreAll(ReadOnlySpan<TRow> rows, Span<TScore> scores)
    {
        ImmutableArray<RowError>.Builder? errors = null;
        for (int i = 0; i < rows.Length; i++)
        {
            try
            {
                scores[i] = _score(rows[i]);
            }
            catch (Exception error)
            {
                (errors ??= ImmutableArray.CreateBuilder<RowError>()).Add(new RowError(i, error as ScoringException ?? new ScoringRefusedException(error.Message, error)));
            }
        }

        if (errors is not null) throw new ScoringRowsException(errors.ToImmutable(), rows.Length);
    }
}
