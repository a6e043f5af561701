using Scoring.Concurrency;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Streaming.Fakes;

/// <summary>A row client whose many-rows calls end inside the call.</summary>
internal sealed class InstantRowClient(Action onCall) : IScoringClient<long, long>
{
    public ValueTask ScoreAsync(ReadOnlyMemory<long> rows, Memory<long> scores, RowOptions options = default, CancellationToken cancellationToken = default)
    {
        onCall();
        for (int i = 0; i < rows.Length; i++) scores.Span[i] = LongModel.ScoreOf(rows.Span[i]);
        return ValueTask.CompletedTask;
    }

    public ValueTask<long> ScoreAsync(long row, RowOptions options = default, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("A stream scores many rows per call.");

    public ValueTask WarmUpAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(IWorkStarter) ? InlineStarter.Instance : null;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
