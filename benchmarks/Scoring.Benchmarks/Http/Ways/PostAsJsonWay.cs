using System.Net.Http.Json;
using Scoring.Benchmarks.Http.Rows;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Http.Ways;

/// <summary>What one writes without a library: <c>PostAsJsonAsync</c> and <c>ReadFromJsonAsync</c>, with the serializer's generated code.</summary>
internal sealed class PostAsJsonWay(Uri endpoint, int rows, int inFlight) : IHttpWay
{
    private readonly HttpClient _client = new();
    private readonly EventList _events = new(Events.Create(rows));

    public Task<long> RunAsync(StopFlag stop) => RequestLoop.RunAsync(inFlight, rows, () => SendAsync, stop);

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask SendAsync()
    {
        using HttpResponseMessage response = await _client.PostAsJsonAsync(endpoint, _events, EventJson.Default.EventList);
        double[]? scores = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(EventJson.Default.DoubleArray);
        if (scores?.Length != rows) throw new InvalidOperationException($"Expected {rows} scores, found {scores?.Length}.");
    }
}
