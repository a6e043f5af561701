using Scoring.Onnx.Tests.Support;
using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>A run that fails says what failed and on what, and harms nobody else.</summary>
public sealed class FailedRunTests
{
    private const int Seed = 20260104;

    [Theory]
    [InlineData("", 1, false)]
    [InlineData("idx", 1, true)]
    [InlineData("", 3, false)]
    [InlineData("idx", 3, true)]
    public async Task Refusal_names_model_input_shape_and_status_in_one_clean_line(string column, int count, bool queued)
    {
        await using OnnxScoringClient client = TestModels.Load("fails_on_bad_index");
        using var cancellation = new CancellationTokenSource();
        using RecordBatch rows = RecordBatch.FromValues<long>([.. Enumerable.Repeat(7L, count)], name: column);
        for (int i = 0; i < 3; i++)
        {
            var error = await Assert.ThrowsAsync<ScoringRefusedException>(
                async () => await client.ScoreAsync(rows, new ScoringContext { Partition = 5 }, queued ? cancellation.Token : default));
            Assert.StartsWith($"Model 'fails_on_bad_index.onnx' failed on {count} rows of ('idx' Int64 []): ", error.Message, StringComparison.Ordinal);
            Assert.Contains("idx=7", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("\n", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("/", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(".cc", error.Message, StringComparison.Ordinal);
            Assert.Equal(2, error.Status);
            Assert.Equal(count, error.Rows);
            Assert.Equal(5, error.Partition);
            Assert.False(error.IsTransient);
        }
    }

    [Fact]
    public async Task Client_scores_on_after_a_failed_run()
    {
        await using OnnxScoringClient client = TestModels.Load("fails_on_bad_index", new OnnxScoringOptions { Lanes = 1 });
        using RecordBatch bad = RecordBatch.FromValues<long>([0, 9, 1]), good = RecordBatch.FromValues<long>([2, 0, -1]);
        for (int i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<ScoringRefusedException>(async () => await client.ScoreAsync(bad));
            using RecordBatch response = await client.ScoreAsync(good);
            Assert.Equal([30, 10, 30], response.GetColumn<float>("y").Values);
        }
    }

    [Fact]
    public async Task Failed_runs_harm_no_other_callers()
    {
        const int Callers = 4, Iterations = 200;
        await using OnnxScoringClient client = TestModels.Load("fails_on_bad_index", new OnnxScoringOptions { Lanes = 2 });
        int[] refused = new int[Callers], scored = new int[Callers];
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(caller)))).OrFail();
        Assert.Equal(Callers * Iterations, refused.Sum() + scored.Sum());

        async Task CallAsync(int caller)
        {
            var random = new Random(Seed + caller);
            using var cancellation = new CancellationTokenSource();
            for (int i = 0; i < Iterations; i++)
            {
                bool bad = random.Next(2) == 0;
                long[] indexes = [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => (long)random.Next(3))];
                if (bad) indexes[random.Next(indexes.Length)] = 3;
                using RecordBatch rows = RecordBatch.FromValues<long>(indexes);
                ValueTask<RecordBatch> response = client.ScoreAsync(rows, default, random.Next(2) == 0 ? cancellation.Token : default);
                if (bad)
                {
                    await Assert.ThrowsAsync<ScoringRefusedException>(response.AsTask);
                    refused[caller]++;
                    continue;
                }

                using RecordBatch scores = await response;
                Assert.True(indexes.Select(index => (index + 1) * 10f).SequenceEqual(scores.GetColumn<float>("y").Values.ToArray()), $"seed {Seed}, caller {caller}, call {i}");
                scored[caller]++;
            }
        }
    }

    [Fact]
    public async Task Request_of_several_runs_fails_as_a_whole()
    {
        await using OnnxScoringClient client = new ModelWriter()
            .Input("idx", "int64[2]").Initializer(Tensor.Of("table", [3], [10f, 20f, 30f])).Node("Gather", ["table", "idx"], ["y"]).Output("y", "float[2]").Load();
        using RecordBatch bad = RecordBatch.FromValues<long>([0, 1, 2, 9, 1]), good = RecordBatch.FromValues<long>([0, 1, 2, 2, 1]);
        var error = await Assert.ThrowsAsync<ScoringRefusedException>(async () => await client.ScoreAsync(bad));
        Assert.Equal(5, error.Rows);
        using RecordBatch response = await client.ScoreAsync(good);
        Assert.Equal([10, 20, 30, 30, 20], response.GetColumn<float>("y").Values);
    }

    [Fact]
    public async Task Row_call_reports_the_refusal_for_the_rows_it_concerns()
    {
        await using IScoringClient<long, float> client = new ScoringClientBuilder(TestModels.Load("fails_on_bad_index"))
            .Build<long, float>(options: new ScoringClientOptions { MaxBatchCount = 1 });
        float[] scores = new float[4];
        var error = await Assert.ThrowsAsync<ScoringRowsException>(async () => await client.ScoreAsync(new[] { 0L, 8L, 2L, -3L }, scores));
        Assert.Equal(1, Assert.Single(error.Errors).Index);
        Assert.IsType<ScoringRefusedException>(error.Errors[0].Error);
        Assert.Equal([10, 0, 30, 10], scores);
    }
}
