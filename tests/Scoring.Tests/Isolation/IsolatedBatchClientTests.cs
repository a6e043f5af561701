using Scoring.Isolation;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Isolation;

/// <summary>Isolated rows in batches that were cut, merged and joined.</summary>
public class IsolatedBatchClientTests
{
    private readonly MixedModel _model = new();

    [Fact]
    public void Batches_of_any_size_have_the_errors_of_their_own_rows() =>
        Properties.Check<(byte[] Sizes, byte MaxBatchCount, int Seed)>(static input => new IsolatedBatchClientTests().CheckAsync(input.Sizes, 1 + (input.MaxBatchCount % 50), input.Seed).GetAwaiter().GetResult());

    [Fact]
    public async Task Request_that_fails_as_a_whole_fails_its_call()
    {
        var leaf = new RefusingLeaf(_model.Score) { Bad = [3] };
        leaf.OnRequest = _ =>
        {
            if (leaf.Requests[^1].Contains(15)) throw new ScoringException("Busy.") { Status = 503 };
        };
        await using IScoringClient client = Clients.Batches(Isolating(leaf), new ScoringClientOptions { MaxBatchCount = 10 });
        using RecordBatch rows = _model.Batch(30);

        Assert.Equal("Busy.", (await Assert.ThrowsAsync<ScoringException>(async () => await client.ScoreAsync(rows))).Message);
        _model.Responses.CheckAllReturned();
    }

    private async Task CheckAsync(byte[] sizes, int maxBatchCount, int seed)
    {
        var random = new Random(seed);
        var leaf = new RefusingLeaf(_model.Score) { Bad = [.. LongModel.Rows(1000 * sizes.Length).Where(row => random.Next(100) < ((row / 1000) % 3 == 0 ? 90 : 10))] };
        var slow = new WaitingStage(Isolating(leaf));
        await using IScoringClient client = Clients.Batches(slow, new ScoringClientOptions { MaxBatchCount = maxBatchCount, MaxParallelRequests = 2 });
        RecordBatch[] batches = [.. sizes.Select((size, at) => _model.Batch(1 + size, 1000 * at))];

        Task<RecordBatch>[] calls = [.. batches.Select(batch => client.ScoreAsync(batch).AsTask())];
        slow.Open();
        for (int at = 0; at < calls.Length; at++) await CheckAsync(calls[at], batches[at].RowCount, 1000 * at, leaf);

        foreach (RecordBatch batch in batches) batch.Dispose();
        _model.Responses.CheckAllReturned();
    }

    private async Task CheckAsync(Task<RecordBatch> call, int count, long first, RefusingLeaf leaf)
    {
        int[] bad = [.. Enumerable.Range(0, count).Where(row => leaf.Bad.Contains(first + row))];
        if (bad.Length == count)
        {
            Exception error = (await Record.ExceptionAsync(() => call))!;
            IEnumerable<Exception> errors = count == 1 ? [error] : Assert.IsType<ScoringRowsException>(error).Errors.Select(static row => row.Error);
            Assert.Equal(bad.Select(row => RefusingLeaf.MessageOf(first + row)), errors.Select(static row => row.Message));
            return;
        }

        using RecordBatch scores = await call;
        Assert.Equal(bad.Select(row => (row, RefusingLeaf.MessageOf(first + row))), scores.RowErrors.Select(static error => (error.Index, error.Error.Message)));
        Assert.Equal(count, scores.RowCount);
        foreach (int row in Enumerable.Range(0, count).Except(bad)) _model.Check(scores.Slice(row, 1), 1, first + row);
    }

    private static RowIsolationScoringClient Isolating(RefusingLeaf leaf) => new(leaf.Client, new RowIsolationOptions { MaxCalls = 10_000 });
}
