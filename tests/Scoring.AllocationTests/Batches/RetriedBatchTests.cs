using Scoring.AllocationTests.Measuring;
using Scoring.Onnx;
using Scoring.Records;

namespace Scoring.AllocationTests.Batches;

/// <summary>The stage that retries, where nothing is retried.</summary>
public sealed class RetriedBatchTests(ITestOutputHelper output)
{
    private const int Rows = 1_000;
    private const int Calls = 2_000;

    private readonly AllocationMeter _meter = new(output);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Requests_that_are_served_at_once_allocate_nothing(bool hasTimeout)
    {
        OnnxScoringClient leaf = TestModels.Load("logreg4");
        await using IScoringClient client = new ScoringClientBuilder(leaf)
            .UseRetry(new Resilience.RetryOptions { Timeout = hasTimeout ? TimeSpan.FromHours(1) : null })
            .Build(new ScoringClientOptions());
        using RecordBatch batch = await TestModels.RentRowsAsync(leaf, Rows);

        await _meter.AssertNothingAsync(new Workload(Calls, Rows, n => RunAsync(client, batch, n)));
    }

    private static async Task RunAsync(IScoringClient client, RecordBatch batch, int calls)
    {
        for (int i = 0; i < calls; i++) (await client.ScoreAsync(batch)).Dispose();
    }
}
