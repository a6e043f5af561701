using Scoring.Onnx.Tests.Support;
using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Loading;

/// <summary>A free batch axis does not promise that rows are independent: the probe finds out, and each row gets its own score either way.</summary>
public sealed class BatchProbeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Model_whose_rows_influence_each_other_scores_each_by_itself(int count)
    {
        await using OnnxScoringClient client = TestModels.Load("batch_mean");
        Assert.Equal(OnnxBatchProbeResult.Unequal, client.Info.BatchProbe);
        Assert.Equal(1, client.Info.RowsPerRun);
        Assert.Equal(1, (await client.GetSignatureAsync()).MaxRowsPerRun);
        Assert.Contains("influence each other", Assert.Single(client.Info.Warnings), StringComparison.Ordinal);

        float[] values = [.. Enumerable.Range(0, 2 * count).Select(i => (float)i)];
        using RecordBatch rows = RecordBatch.FromValues<float>(values, [2]);
        using RecordBatch response = await client.ScoreAsync(rows);

        // A row minus the mean of all rows of the run: of a run of itself alone, nothing is left.
        Assert.Equal(new float[2 * count], response.GetColumn<float>("Y").Values);

        await using IScoringClient<float[], float[]> byRow = new ScoringClientBuilder(client).Build<float[], float[]>();
        Assert.All(await byRow.ScoreAsync(values.Chunk(2).ToArray()), score => Assert.Equal([0, 0], score));
    }

    [Fact]
    public void More_rows_than_such_a_model_can_run_together_is_an_error_at_load()
    {
        var error = Assert.Throws<ScoringModelException>(static () => TestModels.Load("batch_mean", new OnnxScoringOptions { MaxRowsPerRun = 2 }));
        Assert.Contains("'batch_mean.onnx'", error.Message, StringComparison.Ordinal);
        Assert.Contains("MaxRowsPerRun is 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("at most 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_row_per_run_is_what_such_a_model_needs()
    {
        await using OnnxScoringClient client = TestModels.Load("batch_mean", new OnnxScoringOptions { MaxRowsPerRun = 1 });
        Assert.Equal(1, client.Info.RowsPerRun);
    }

    [Fact]
    public async Task Probe_that_is_skipped_trusts_the_model()
    {
        await using OnnxScoringClient client = TestModels.Load("batch_mean", new OnnxScoringOptions { SkipBatchProbe = true });
        Assert.Equal(OnnxBatchProbeResult.Skipped, client.Info.BatchProbe);
        Assert.Null(client.Info.RowsPerRun);
        using RecordBatch rows = RecordBatch.FromRows<float>([[0, 0], [2, 4]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([-1, -2, 1, 2], response.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Model_that_fails_on_made_up_rows_leaves_it_open_with_a_warning()
    {
        await using OnnxScoringClient client = TestModels.Load("fails_unless_6");
        Assert.Equal(OnnxBatchProbeResult.Inconclusive, client.Info.BatchProbe);
        Assert.Null(client.Info.RowsPerRun);
        string warning = Assert.Single(client.Info.Warnings);
        Assert.Contains("not known whether rows influence each other", warning, StringComparison.Ordinal);
        Assert.Contains("MaxRowsPerRun = 1", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("float[N,F]")]
    [InlineData("float[?,?]")]
    [InlineData("float")]
    public async Task Model_of_unknown_row_size_is_probed_with_the_first_two_different_rows(string type)
    {
        var logger = new ListLogger();
        await using OnnxScoringClient client = BatchMean(type).Load(new OnnxScoringOptions { LoggerFactory = logger });
        Assert.Equal(OnnxBatchProbeResult.Pending, client.Info.BatchProbe);
        Assert.Contains(client.Info.Warnings, warning => warning.Contains("first batch of two different rows", StringComparison.Ordinal));
        Assert.Null((await client.GetSignatureAsync()).MaxRowsPerRun);

        using RecordBatch one = RecordBatch.FromRows<float>([[1, 2, 3]]), alike = RecordBatch.FromRows<float>([[5, 6, 7], [5, 6, 7]]);
        using (RecordBatch response = await client.ScoreAsync(one)) Assert.Equal([0, 0, 0], response.GetColumn<float>("Y").Values);
        using (RecordBatch response = await client.ScoreAsync(alike)) Assert.Equal(new float[6], response.GetColumn<float>("Y").Values);
        Assert.Equal(OnnxBatchProbeResult.Pending, client.Info.BatchProbe);

        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 1, 1], [1, 1, 1], [2, 3, 4], [9, 9, 9]]);
        using (RecordBatch response = await client.ScoreAsync(rows)) Assert.Equal(new float[12], response.GetColumn<float>("Y").Values);

        Assert.Equal(OnnxBatchProbeResult.Unequal, client.Info.BatchProbe);
        Assert.Equal(1, client.Info.RowsPerRun);
        Assert.Equal(1, (await client.GetSignatureAsync()).MaxRowsPerRun);
        Assert.Contains("influence each other", Assert.Single(client.Info.Warnings), StringComparison.Ordinal);
        Assert.Contains(logger.Messages, message => message.Contains("influence each other", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Callers_that_come_first_all_at_once_get_their_own_scores()
    {
        for (int i = 0; i < 20; i++)
        {
            await using OnnxScoringClient client = BatchMean("float[N,F]").Load(new OnnxScoringOptions { Lanes = 4 });
            using RecordBatch rows = RecordBatch.FromRows<float>([[1, 2], [3, 5], [8, 13]]);
            using var never = new CancellationTokenSource();
            RecordBatch[] responses = await Task.WhenAll(
                Enumerable.Range(0, 8).Select(caller => Task.Run(() => client.ScoreAsync(rows, default, caller % 2 == 0 ? never.Token : default).AsTask()))).OrFail();
            foreach (RecordBatch response in responses)
            {
                Assert.Equal(new float[6], response.GetColumn<float>("Y").Values);
                response.Dispose();
            }

            Assert.Equal(OnnxBatchProbeResult.Unequal, client.Info.BatchProbe);
        }
    }

    [Theory]
    [InlineData("norank", "Y")]
    [InlineData(null, "Y")]
    public async Task Model_of_unknown_row_size_whose_rows_are_independent_is_found_so(string? model, string output)
    {
        await using OnnxScoringClient client = model is null ? ModelWriter.Of("Relu", "float[N,F]", "float[N,F]").Load() : TestModels.Load(model);
        Assert.Equal(OnnxBatchProbeResult.Pending, client.Info.BatchProbe);
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, -2], [-3, 4], [5, 6]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([1, 0, 0, 4, 5, 6], response.GetColumn<float>(output).Values);
        Assert.Equal(OnnxBatchProbeResult.Equal, client.Info.BatchProbe);
        Assert.Empty(client.Info.Warnings);
        Assert.Null(client.Info.RowsPerRun);
    }

    [Fact]
    public async Task Rows_that_are_all_alike_are_scored_one_by_one_until_it_is_known()
    {
        // The sum over all rows: of two equal rows it is neither's own.
        await using OnnxScoringClient client = new ModelWriter()
            .Input("X", "float[N,F]").Initializer(Tensor.Of("rows", [1], [0L])).Node("ReduceSum", ["X", "rows"], ["sum"], ("keepdims", 1))
            .Node("Sub", ["X", "X"], ["zero"]).Node("Add", ["zero", "sum"], ["Y"]).Output("Y", "float[N,F]").Load();
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 2], [1, 2], [1, 2]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([1, 2, 1, 2, 1, 2], response.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Pending_probe_of_a_fixed_batch_warns_of_what_it_found()
    {
        var logger = new ListLogger();
        await using OnnxScoringClient client = BatchMean("float[4,F]").Load(new OnnxScoringOptions { LoggerFactory = logger });
        logger.Clear();
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 2], [3, 4]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal(new float[4], response.GetColumn<float>("Y").Values);
        Assert.Equal(OnnxBatchProbeResult.Unequal, client.Info.BatchProbe);
        Assert.Contains("influence each other", Assert.Single(logger.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shared_trees_of_unknown_row_size_are_found_independent()
    {
        await using OnnxScoringClient client = OnnxScoringClient.Load(SharedData.Require("models/treecl.onnx"));
        Assert.Equal(OnnxBatchProbeResult.Pending, client.Info.BatchProbe);
        using RecordBatch rows = RecordBatch.FromRows<float>([new float[20], [.. Enumerable.Repeat(3f, 20)]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal(OnnxBatchProbeResult.Equal, client.Info.BatchProbe);
    }

    [Theory]
    [InlineData("logreg4_batch1")]
    [InlineData("slow_loop")]
    public async Task Model_that_runs_one_row_at_a_time_needs_no_probe(string model)
    {
        await using OnnxScoringClient client = TestModels.Load(model);
        Assert.Equal(OnnxBatchProbeResult.NotNeeded, client.Info.BatchProbe);
        Assert.Equal(1, client.Info.RowsPerRun);
    }

    [Fact]
    public async Task Model_that_works_only_on_single_rows_is_run_row_by_row()
    {
        // A free batch axis is declared, but the shape in the model has room for one row.
        await using OnnxScoringClient client = new ModelWriter()
            .Input("X", "float[N,2]").Initializer(Tensor.Of("shape", [2], [1L, 2L])).Node("Reshape", ["X", "shape"], ["Y"]).Output("Y", "float[N,2]").Load();
        Assert.Equal(OnnxBatchProbeResult.Unequal, client.Info.BatchProbe);
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 2], [3, 4], [5, 6]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([1, 2, 3, 4, 5, 6], response.GetColumn<float>("Y").Values);
    }

    private static ModelWriter BatchMean(string type) => new ModelWriter()
        .Input("X", type).Node("ReduceMean", ["X"], ["mean"], ("axes", new[] { 0L }), ("keepdims", 1)).Node("Sub", ["X", "mean"], ["Y"]).Output("Y", type);
}
