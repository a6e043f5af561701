using Scoring.Benchmarks.Http.Rows;
using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.Measuring;
using Scoring.Http;

namespace Scoring.Benchmarks.Http.Ways;

/// <summary>The whole client with its defaults: many callers that each await the score of one row and go on with the next.</summary>
internal sealed class WholeClientWay(IModelClient client, int callers) : IHttpWay
{
    private const int Rows = 10_000;

    public static async Task<WholeClientWay> OpenAsync(HttpScoringClient leaf, int callers) =>
        new(new ModelClient<Event, double>(await new ScoringClientBuilder(leaf).BuildAsync<Event, double>(Events.Binding), Events.Create(Rows)), callers);

    public Task<long> RunAsync(StopFlag stop) => client.AwaitRowsAsync(callers, stop);

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
