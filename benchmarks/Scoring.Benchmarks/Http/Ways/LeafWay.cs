using System.Runtime.CompilerServices;
using Scoring.Benchmarks.Http.Rows;
using Scoring.Benchmarks.Measuring;
using Scoring.Http;
using Scoring.Records;

namespace Scoring.Benchmarks.Http.Ways;

/// <summary>The HTTP client, batch by batch.</summary>
internal sealed class LeafWay(HttpScoringClient client, int rows, int inFlight) : IHttpWay
{
    private readonly RecordBatch _batch = Events.ToBatch(Events.Create(rows));

    public Task<long> RunAsync(StopFlag stop) => RequestLoop.RunAsync(inFlight, rows, () => SendAsync, stop);

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        _batch.Dispose();
    }

    /// <remarks>What it awaits in is pooled: the loop's own memory is not to count.</remarks>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync()
    {
        using RecordBatch scores = await client.ScoreAsync(_batch);
    }
}
