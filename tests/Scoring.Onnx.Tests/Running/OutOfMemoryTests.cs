using Scoring.Onnx.Native;
using Scoring.Onnx.Native.Api;
using Scoring.Onnx.Tests.Support;
using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>A run for which memory is lacking says nothing of its rows: fewer of them are fine.</summary>
public sealed class OutOfMemoryTests
{
    private const int MostRows = 32;

    [Fact]
    public async Task Run_for_which_memory_is_lacking_is_refused_as_too_large()
    {
        await using OnnxScoringClient client = Hungry().Load();
        using RecordBatch few = RecordBatch.FromRows<float>(Rows(MostRows)), many = RecordBatch.FromRows<float>(Rows(MostRows + 1));
        var log = new AttemptLog();

        using RecordBatch scores = await client.ScoreAsync(few, new ScoringContext { Attempts = log });
        var error = await Assert.ThrowsAsync<ScoringRefusedException>(async () => await client.ScoreAsync(many, new ScoringContext { Attempts = log }));

        Assert.True(error.IsTooLarge, error.Message);
        Assert.Contains("out of memory on 33 rows", error.Message, StringComparison.Ordinal);
        Assert.Equal([AttemptFailure.Unspecified, AttemptFailure.TooLarge], log.Attempts.Select(static attempt => attempt.Failure));
    }

    [Fact]
    public async Task Request_for_which_memory_is_lacking_is_split_and_those_that_follow_are_smaller()
    {
        await using IScoringClient client = new ScoringClientBuilder(Hungry().Load()).UseRowIsolation().Build(new ScoringClientOptions { MaxBatchCount = 100 });
        using RecordBatch rows = RecordBatch.FromRows<float>(Rows(1_000));

        using RecordBatch response = await client.ScoreAsync(rows).OrFail();

        Assert.Empty(response.RowErrors);
        Assert.Equal(Enumerable.Range(0, 1_000).Select(static row => (float)row), Enumerable.Range(0, 1_000).Select(row => response.GetColumn<float>("Y")[row]));
        Assert.InRange(client.GetScheduler()!.Snapshot().LargestCap, 1, MostRows);
    }

    [Theory]
    [InlineData("Non-zero status code returned while running Conv node. Name:'c' Status Message: Failed to allocate memory for requested buffer of size 939524096", true)]
    [InlineData("std::bad_alloc", true)]
    [InlineData("bad allocation", true)]
    [InlineData("CUDA failure 2: out of memory ; GPU=0", true)]
    [InlineData("CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED", true)]
    [InlineData("Non-zero status code returned while running Gather node. Name:'g' Status Message: indices element out of data bounds, idx=9", false)]
    public void Memory_that_is_lacking_is_told_by_the_words_of_whoever_asked_for_it(string message, bool isOutOfMemory) =>
        Assert.Equal(isOutOfMemory, new OrtException(OrtErrorCode.RuntimeException, message).IsOutOfMemory);

    private static float[][] Rows(int count) => [.. Enumerable.Range(0, count).Select(static row => new float[] { row })];

    /// <summary>With more rows than it may have it asks for as many terabytes as it has rows beyond, by thirty-twos: more than any machine gives.</summary>
    private static ModelWriter Hungry() => new ModelWriter()
        .Input("X", "float[N,1]")
        .Initializer(Tensor.Of("first", [1], [0L])).Initializer(Tensor.Of("most", [1], [(long)MostRows])).Initializer(Tensor.Of("one", [1], [1L])).Initializer(Tensor.Of("huge", [1], [1L << 44]))
        .Node("Shape", ["X"], ["shape"]).Node("Gather", ["shape", "first"], ["rows"])
        .Node("Sub", ["rows", "one"], ["others"]).Node("Div", ["others", "most"], ["times"])
        .Node("Mul", ["times", "huge"], ["more"]).Node("Add", ["more", "one"], ["length"])
        .Node("ConstantOfShape", ["length"], ["zeros"]).Node("ReduceMax", ["zeros"], ["zero"], ("keepdims", 0))
        .Node("Add", ["X", "zero"], ["Y"])
        .Output("Y", "float[N,1]");
}
