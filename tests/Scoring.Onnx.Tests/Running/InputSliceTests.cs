using Scoring.Onnx.Tests.Support;
using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>A request may be any part of a batch, and a batch may be in several requests at once.</summary>
public sealed class InputSliceTests
{
    private const int Seed = 20260105;

    [Theory]
    [InlineData("logreg4", "X", 4)]
    [InlineData("mlp32", "X", 32)]
    public async Task Slices_give_the_scores_of_their_rows(string model, string input, int width)
    {
        await using OnnxScoringClient client = TestModels.Load(model);
        using RecordBatch rows = RecordBatch.FromValues<float>(TestModels.Numbers<float>($"{model}.X.bin"), [width], input);
        using RecordBatch whole = await client.ScoreAsync(rows);
        var random = new Random(Seed);
        for (int i = 0; i < 50; i++)
        {
            int start = random.Next(rows.RowCount), count = random.Next(1, rows.RowCount - start + 1);
            using RecordBatch shared = rows.Share(start, count);
            using RecordBatch borrowed = await client.ScoreAsync(rows.Slice(start, count)), own = await client.ScoreAsync(shared);
            AssertClose(whole.Slice(start, count), borrowed, $"seed {Seed}, slice {i}");
            AssertClose(whole.Slice(start, count), own, $"seed {Seed}, slice {i}");
        }
    }

    [Fact]
    public async Task Slice_of_a_slice_counts_from_its_own_first_row()
    {
        await using OnnxScoringClient client = TestModels.Load("identity1");
        using RecordBatch rows = RecordBatch.FromValues<float>([0, 1, 2, 3, 4, 5, 6, 7], [1]);
        using RecordBatch shared = rows.Slice(2, 6).Share(1, 4);
        using RecordBatch response = await client.ScoreAsync(shared.Slice(1, 2));
        Assert.Equal([4, 5], response.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Slices_of_strings_and_of_several_columns_give_their_rows()
    {
        await using OnnxScoringClient strings = TestModels.Load("strings");
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of("amount", [1f, 2f, 3f, 4f]), ColumnValues.Of("city", ["paris", "oslo", "tokyo", "?"]));
        using RecordBatch response = await strings.ScoreAsync(rows.Slice(1, 3));
        Assert.Equal([0.2f * 2, 0.3f * 3, 0.9f * 4], response.GetColumn<float>("score").Values);
    }

    [Fact]
    public async Task Slices_of_a_fixed_batch_give_their_rows()
    {
        await using OnnxScoringClient client = ModelWriter.Of("Neg", "float[4,1]", "float[4,1]").Load();
        using RecordBatch rows = RecordBatch.FromValues<float>([.. Enumerable.Range(0, 20).Select(i => (float)i)], [1]);
        using RecordBatch response = await client.ScoreAsync(rows.Slice(3, 9));
        Assert.Equal([-3, -4, -5, -6, -7, -8, -9, -10, -11], response.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Batch_may_be_scored_by_two_clients_and_many_callers_at_once()
    {
        const int Callers = 4, Iterations = 300;
        await using OnnxScoringClient first = TestModels.Load("logreg4"), second = TestModels.Load("logreg4_ml");
        using RecordBatch rows = RecordBatch.FromValues<float>(TestModels.Numbers<float>("logreg4.X.bin"), [4], "X");
        float[] expected = TestModels.Numbers<float>("logreg4.probabilities.bin");
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(caller % 2 == 0 ? first : second, caller)))).OrFail();

        async Task CallAsync(OnnxScoringClient client, int caller)
        {
            using var cancellation = new CancellationTokenSource();
            string output = ReferenceEquals(client, first) ? "probabilities" : "scores";
            for (int i = 0; i < Iterations; i++)
            {
                int start = (i + caller) % 3 * 50;
                using RecordBatch response = await client.ScoreAsync(rows.Slice(start, 100), default, i % 2 == 0 ? cancellation.Token : default);
                float[] actual = response.GetColumn<float>(output).Values.ToArray();
                Assert.All(actual.Zip(expected.Skip(start * 3)), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
            }
        }
    }

    [Fact]
    public async Task Batch_of_many_sizes_from_one_pool_gives_its_own_rows()
    {
        // The runtime's tensors stay with pooled memory from call to call: each size, and each growth of the memory, needs its own.
        await using OnnxScoringClient client = TestModels.Load("identity1");
        var schema = new RecordSchema(new ColumnSchema("X", ElementType.Float32, [1]));
        var random = new Random(Seed);
        for (int i = 0; i < 300; i++)
        {
            using RecordBatch rows = RecordBatch.Rent(schema, random.Next(1, 1000));
            foreach (ref float value in rows.GetColumn<float>(0).Values) value = random.NextSingle();
            using RecordBatch response = await client.ScoreAsync(rows);
            Assert.True(rows.GetColumn<float>(0).Values.SequenceEqual(response.GetColumn<float>(0).Values), $"seed {Seed}, batch {i}");
        }
    }

    [Fact]
    public async Task Batches_whose_schema_is_made_anew_each_time_give_their_own_rows()
    {
        await using OnnxScoringClient client = TestModels.Load("identity1");
        for (int i = 0; i < 200; i++)
        {
            using RecordBatch rows = RecordBatch.Rent(new RecordSchema(new ColumnSchema(i % 2 == 0 ? "X" : $"x{i}", ElementType.Float32, [1])), 2);
            rows.GetColumn<float>(0).Values.Fill(i);
            using RecordBatch response = await client.ScoreAsync(rows);
            Assert.Equal([i, i], response.GetColumn<float>("Y").Values);
        }
    }

    [Fact]
    public async Task Request_that_waits_keeps_its_rows_when_the_caller_disposes_them()
    {
        await using var model = new SlowModel();
        using RecordBatch slow = SlowModel.Rows(SlowModel.Forever);
        float[] expected = await SlowModel.ScoresAsync(SlowModel.Short);
        using CancellationTokenSource cancellation = new(), never = new();
        Task<RecordBatch> running = await model.StartAsync(slow, model.Context(), cancellation.Token);
        RecordBatch rows = SlowModel.Rows(SlowModel.Short);
        Task<RecordBatch> waiting = model.Client.ScoreAsync(rows, default, never.Token).AsTask();

        rows.Dispose();
        using RecordBatch overwriting = SlowModel.Rows(1);
        overwriting.GetColumn<float>("X").Values.Fill(7);
        await cancellation.CancelAsync();

        using RecordBatch response = await waiting.OrFail();
        Assert.Equal(expected, response.GetColumn<float>("Y").Values);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(running.OrFail);
    }

    private static void AssertClose(RecordBatch expected, RecordBatch actual, string where)
    {
        ReadOnlySpan<float> e = expected.GetColumn<float>(0).Values, a = actual.GetColumn<float>(0).Values;
        Assert.Equal(e.Length, a.Length);
        for (int i = 0; i < e.Length; i++) Assert.True(MathF.Abs(e[i] - a[i]) <= 1e-5f * MathF.Max(1, MathF.Abs(e[i])), where);
    }
}
