using Scoring.Http;
using Scoring.Http.Protocols;
using Scoring.Records;

namespace Scoring.AllocationTests.Http;

/// <summary>What a request to an endpoint allocates does not depend on its rows: it is what the connection's own objects take.</summary>
public sealed class HttpScoringClientTests(ITestOutputHelper output)
{
    private const int WarmUp = 3_000, Calls = 5_000, Windows = 3;

    /// <summary>Objects of the base class library for one message, besides which there is next to nothing.</summary>
    private const double MaxBytesPerRequest = 2_400;

    private static readonly ScoringSignature s_signature = new()
    {
        ModelName = "endpoint",
        Inputs = [new("x", ElementType.Float32, [5])],
        Outputs = [new("score", ElementType.Float64, [])],
    };

    [Fact]
    public async Task Bytes_per_request_do_not_grow_with_rows()
    {
        double one = await MeasureAsync(1), many = await MeasureAsync(1_000);
        output.WriteLine($"{one:0} bytes per request of 1 row, {many:0} of 1000 rows");
        Assert.InRange(one, 1, MaxBytesPerRequest);
        Assert.InRange(many, 1, MaxBytesPerRequest);
    }

    private static async Task<double> MeasureAsync(int rows)
    {
        using var server = new SocketServer($"[{string.Join(',', Enumerable.Range(0, rows).Select(static row => $"{row}.25"))}]");
        HttpScoringClient leaf = HttpScoringClient.Create(server.Address, new PlainProtocol(), new HttpScoringOptions { Signature = s_signature });
        await using IScoringClient client = new ScoringClientBuilder(leaf).UseRetry().Build();
        using RecordBatch batch = RecordBatch.FromValues<float>(new float[rows * 5], [5], "x");
        await RunAsync(client, batch, WarmUp);
        long least = long.MaxValue;
        for (int window = 0; window < Windows; window++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await RunAsync(client, batch, Calls);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return (double)least / Calls;
    }

    private static async Task RunAsync(IScoringClient client, RecordBatch batch, int calls)
    {
        for (int i = 0; i < calls; i++) (await client.ScoreAsync(batch)).Dispose();
    }
}
