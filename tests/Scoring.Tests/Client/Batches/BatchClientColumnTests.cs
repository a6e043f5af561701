using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.Batches;

/// <summary>Strings, nulls, vectors and several outputs, cut, put together and joined.</summary>
public class BatchClientColumnTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(1_000)]
    public async Task Columns_of_every_kind_are_joined(int maxBatchCount)
    {
        var model = new MixedModel();
        await using IScoringClient client = Clients.Batches(Leaf(model), new ScoringClientOptions { MaxBatchCount = maxBatchCount });
        using (RecordBatch rows = model.Batch(100))
        using (RecordBatch scores = await client.ScoreAsync(rows)) model.Check(scores, 100);

        model.Responses.CheckAllReturned();
    }

    [Fact]
    public async Task Columns_of_every_kind_are_joined_when_requests_end_from_the_last_to_the_first()
    {
        var model = new MixedModel();
        var leaf = new HoldingLeaf();
        await using IScoringClient client = Clients.Batches(leaf.Client, new ScoringClientOptions { MaxBatchCount = 10, MaxParallelRequests = 10 });
        using RecordBatch rows = model.Batch(95);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows);
        foreach (HeldRequest request in leaf.Requests.ToArray().Reverse()) request.Complete(model.Score(request.Batch));

        Assert.Equal(10, leaf.Requests.Count);
        using RecordBatch scores = await call;
        model.Check(scores, 95);
    }

    [Fact]
    public async Task Small_batches_of_every_kind_are_copied_together()
    {
        var model = new MixedModel();
        var leaf = new HoldingLeaf();
        await using IScoringClient client = Clients.Batches(leaf.Client, new ScoringClientOptions { MaxParallelRequests = 1 });
        using RecordBatch first = model.Batch(7), second = model.Batch(11, first: 100), all = model.Batch(50, first: 200);

        ValueTask<RecordBatch>[] calls = [client.ScoreAsync(first), client.ScoreAsync(second), client.ScoreAsync(all.Slice(20, 9)), client.ScoreAsync(first)];
        while (leaf.Open.FirstOrDefault() is { } request) request.Complete(model.Score(request.Batch));

        Assert.Equal([7, 27], leaf.Requests.Select(static request => request.Rows.Length));
        (int Count, long First)[] expected = [(7, 0), (11, 100), (9, 220), (7, 0)];
        for (int i = 0; i < calls.Length; i++)
        {
            using RecordBatch scores = await calls[i];
            model.Check(scores, expected[i].Count, expected[i].First);
        }
    }

    [Fact]
    public async Task Row_of_a_response_may_have_no_elements()
    {
        var schema = new RecordSchema(new ColumnSchema("nothing", ElementType.Float32, [0]), new ColumnSchema("score", ElementType.Int64));
        var leaf = new ScriptedLeaf
        {
            OnScore = (rows, _, _) =>
            {
                var response = RecordBatch.Rent(schema, rows.RowCount);
                rows.GetColumn<long>(0).Values.CopyTo(response.GetColumn<long>(1).Values);
                return new(response);
            },
        };
        await using IScoringClient client = Clients.Batches(leaf, new ScoringClientOptions { MaxBatchCount = 3 });
        using RecordBatch rows = LongModel.Batch(10);

        Assert.Equal(LongModel.Rows(10), await client.ScoreAsync(rows).ScoresAsync());
    }

    private static ScriptedLeaf Leaf(MixedModel model) => new() { OnScore = (rows, _, _) => new(model.Score(rows)) };
}
