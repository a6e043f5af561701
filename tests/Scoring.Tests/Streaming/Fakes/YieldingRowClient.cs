using Scoring.Tests.Fakes;

namespace Scoring.Tests.Streaming.Fakes;

/// <summary>A row client whose many-rows calls run on the thread pool, all at once. One row in <see cref="FailingEvery"/> fails alone.</summary>
internal sealed class YieldingRowClient : IScoringClient<long, long>
{
    public const int FailingEvery = 97;

    private int _open;

    /// <summary>Calls in flight.</summary>
    public int Open => Volatile.Read(ref _open);

    public async ValueTask ScoreAsync(ReadOnlyMemory<long> rows, Memory<long> scores, RowOptions options = default, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _open);
        try
        {
            if (rows.Span[0] % 5 != 0) await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            Score(rows.Span, scores.Span);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    public ValueTask<long> ScoreAsync(long row, RowOptions options = default, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("A stream scores many rows per call.");

    public ValueTask WarmUpAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void Score(ReadOnlySpan<long> rows, Span<long> scores)
    {
        List<RowError> errors = [];
        for (int i = 0; i < rows.Length; i++)
        {
            scores[i] = LongModel.ScoreOf(rows[i]);
            if (rows[i] % FailingEvery == 0) errors.Add(new RowError(i, new InvalidDataException($"row {rows[i]}")));
        }

        if (errors.Count > 0) throw new ScoringRowsException([.. errors], rows.Length);
    }
}
