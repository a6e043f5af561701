using Scoring.Onnx.Tests.Support;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>A response is its caller's: it stays as it is until disposed, and its memory serves again after that.</summary>
public sealed class ResponseTests
{
    [Fact]
    public async Task Response_stays_as_it_is_while_other_requests_run()
    {
        await using OnnxScoringClient client = TestModels.Load("identity1", new OnnxScoringOptions { Lanes = 1 });
        var responses = new List<RecordBatch>();
        for (int i = 0; i < 20; i++)
        {
            using RecordBatch rows = RecordBatch.FromValues<float>([.. Enumerable.Repeat((float)i, 50)], [1]);
            responses.Add(await client.ScoreAsync(rows));
        }

        foreach ((int i, RecordBatch response) in responses.Index())
        {
            Assert.Equal(Enumerable.Repeat((float)i, 50), response.GetColumn<float>("Y").Values.ToArray());
            response.Dispose();
        }
    }

    [Fact]
    public async Task Response_outlives_its_request_and_its_client()
    {
        OnnxScoringClient client = TestModels.Load("identity1");
        RecordBatch rows = RecordBatch.FromValues<float>([1, 2, 3], [1]);
        using RecordBatch response = await client.ScoreAsync(rows);
        rows.Dispose();
        await client.DisposeAsync();
        Assert.Equal([1, 2, 3], response.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Disposed_response_is_detected_and_a_second_dispose_does_nothing()
    {
        await using OnnxScoringClient client = TestModels.Load("identity1");
        using RecordBatch rows = RecordBatch.FromValues<float>([1, 2, 3], [1]);
        RecordBatch response = await client.ScoreAsync(rows);
        response.Dispose();
        Assert.Throws<ObjectDisposedException>(() => response.GetColumn<float>("Y"));

        using RecordBatch next = await client.ScoreAsync(rows);
        response.Dispose();
        Assert.Equal([1, 2, 3], next.GetColumn<float>("Y").Values);
        Assert.Throws<ObjectDisposedException>(() => response.GetColumn<float>("Y"));
    }

    [Fact]
    public async Task Memory_of_a_disposed_response_serves_the_next_one()
    {
        await using OnnxScoringClient client = TestModels.Load("identity1", new OnnxScoringOptions { Lanes = 1 });
        using RecordBatch rows = RecordBatch.FromValues<float>([1, 2, 3], [1]);
        RecordBatch first = await client.ScoreAsync(rows), second = await client.ScoreAsync(rows);
        (nint firstAt, nint secondAt) = (AddressOf(first), AddressOf(second));
        Assert.NotEqual(firstAt, secondAt);

        first.Dispose();
        using RecordBatch third = await client.ScoreAsync(rows);
        Assert.Equal(firstAt, AddressOf(third));
        second.Dispose();
        using RecordBatch fourth = await client.ScoreAsync(rows);
        Assert.Equal(secondAt, AddressOf(fourth));
    }

    [Fact]
    public async Task Shared_slice_of_a_response_holds_its_memory()
    {
        await using OnnxScoringClient client = TestModels.Load("identity1", new OnnxScoringOptions { Lanes = 1 });
        using RecordBatch rows = RecordBatch.FromValues<float>([1, 2, 3, 4], [1]), others = RecordBatch.FromValues<float>([9, 9, 9, 9], [1]);
        RecordBatch response = await client.ScoreAsync(rows);
        nint address = AddressOf(response);
        RecordBatch slice = response.Share(1, 2), other = response.Share(3, 1);
        response.Dispose();
        using (RecordBatch next = await client.ScoreAsync(others))
        {
            Assert.Equal([2, 3], slice.GetColumn<float>("Y").Values);
            Assert.NotEqual(address, AddressOf(next));
        }

        slice.Dispose();
        Assert.Equal([4], other.GetColumn<float>("Y").Values);
        other.Dispose();
        Assert.Throws<ObjectDisposedException>(() => slice.RowCount);
    }

    [Fact]
    public async Task Response_may_be_the_request_to_another_model()
    {
        await using OnnxScoringClient first = TestModels.Load("logreg4"), second = Writing.ModelWriter.Of("Neg", "float[N,3]", "float[N,3]").Load();
        using RecordBatch rows = RecordBatch.FromValues<float>(TestModels.Numbers<float>("logreg4.X.bin"), [4]);
        for (int i = 0; i < 3; i++)
        {
            using RecordBatch probabilities = await first.ScoreAsync(rows);
            using RecordBatch negated = await second.ScoreAsync(probabilities);
            Assert.Equal(probabilities.GetColumn<float>(0).Values.ToArray().Select(p => -p).ToArray(), negated.GetColumn<float>("Y").Values);
        }
    }

    private static unsafe nint AddressOf(RecordBatch batch)
    {
        fixed (float* first = batch.GetColumn<float>(0).Values) return (nint)first;
    }
}
