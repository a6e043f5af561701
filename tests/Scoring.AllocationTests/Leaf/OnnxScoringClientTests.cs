using Scoring.AllocationTests.Measuring;
using Scoring.Onnx;
using Scoring.Records;

namespace Scoring.AllocationTests.Leaf;

/// <summary>A batch that the caller keeps, the model run on the caller's thread.</summary>
public sealed class OnnxScoringClientTests(ITestOutputHelper output)
{
    private readonly AllocationMeter _meter = new(output);

    [Theory]
    [InlineData("logreg4", 1, 1_000_000)]
    [InlineData("logreg4", 100, 20_000)]
    [InlineData("logreg4", 1_000, 2_000)]
    [InlineData("mlp32", 1, 1_000_000)]
    [InlineData("mlp32", 100, 10_000)]
    [InlineData("mlp32", 1_000, 1_000)]
    [InlineData("two_out", 1, 1_000_000)]
    [InlineData("two_out", 100, 20_000)]
    [InlineData("two_out", 1_000, 2_000)]
    [InlineData("columns4", 1, 1_000_000)]
    [InlineData("columns4", 100, 20_000)]
    [InlineData("columns4", 1_000, 2_000)]
    [InlineData("logreg4_batch1", 1, 1_000_000)]
    [InlineData("logreg4_batch1", 1_000, 1_000)]
    [InlineData("identity_str", 1, 1_000_000)]
    [InlineData("identity_str", 100, 10_000)]
    [InlineData("identity_str", 1_000, 1_000)]
    [InlineData("strings", 100, 10_000)]
    [InlineData("logreg4_zipmap", 100, 10_000)]
    public async Task Model_over_a_kept_batch_allocates_nothing(string model, int rows, int calls)
    {
        await using OnnxScoringClient client = TestModels.Load(model);
        using RecordBatch batch = await TestModels.RentRowsAsync(client, rows);

        await _meter.AssertNothingAsync(new Workload(calls, rows, n => LeafLoop.RunAsync(client, batch, n)));
    }

    [Fact]
    public async Task Batches_of_varying_size_allocate_nothing()
    {
        int[] sizes = [1, 2, 3, 5, 8, 13, 21, 34, 55, 64];
        await using OnnxScoringClient client = TestModels.Load("gbdt_reg20");
        RecordBatch[] batches = await Task.WhenAll(sizes.Select(size => TestModels.RentRowsAsync(client, size)));

        await _meter.AssertNothingAsync(new Workload(50_000, sizes.Average(), n => LeafLoop.RunAsync(client, batches, n)));
        foreach (RecordBatch batch in batches) batch.Dispose();
    }

    [Theory]
    [InlineData("logreg4")]
    [InlineData("columns4")]
    [InlineData("identity_str")]
    public async Task Slices_allocate_nothing(string model)
    {
        const int Rows = 10;
        await using OnnxScoringClient client = TestModels.Load(model);
        using RecordBatch batch = await TestModels.RentRowsAsync(client, 20 * Rows);
        RecordBatch[] slices = [.. Enumerable.Range(1, 19).Select(i => batch.Slice(i * Rows, Rows))];

        await _meter.AssertNothingAsync(new Workload(100_000, Rows, n => LeafLoop.RunAsync(client, slices, n)));
    }

    [Fact]
    public async Task Null_strings_that_are_sent_as_something_allocate_nothing()
    {
        await using OnnxScoringClient client = TestModels.Load("identity_str", new OnnxScoringOptions { NullString = "unknown" });
        using RecordBatch batch = await TestModels.RentRowsAsync(client, 100);
        for (int row = 0; row < batch.RowCount; row += 2) batch.GetStrings(0).SetNull(row);

        await _meter.AssertNothingAsync(new Workload(10_000, 100, n => LeafLoop.RunAsync(client, batch, n)));
    }

    [Fact]
    public async Task Batch_that_is_cut_into_runs_allocates_nothing()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4", new OnnxScoringOptions { MaxRowsPerRun = 64 });
        using RecordBatch batch = await TestModels.RentRowsAsync(client, 1_000);

        await _meter.AssertNothingAsync(new Workload(2_000, 1_000, n => LeafLoop.RunAsync(client, batch, n)));
    }
}
