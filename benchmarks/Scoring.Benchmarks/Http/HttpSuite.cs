using Microsoft.Extensions.DependencyInjection;
using Scoring.Benchmarks.Http.Results;
using Scoring.Benchmarks.Http.Serving;
using Scoring.Benchmarks.Http.Ways;
using Scoring.Benchmarks.Measuring;
using static System.Net.HttpVersion;

namespace Scoring.Benchmarks.Http;

/// <summary>Table D: every way, against a server in a process of its own.</summary>
internal sealed class HttpSuite(string command, int rounds, TimeSpan window)
{
    private const int Many = 1000, Parallel = 20;

    /// <summary>The groups, as they are asked for.</summary>
    public static string[] Cases { get; } = ["alone", "parallel", "bytes"];

    /// <param name="chosen">Which of <see cref="Cases"/> to measure.</param>
    /// <param name="before">Has the others; not needed where all are chosen.</param>
    public async Task<HttpResults> RunAsync(string[] chosen, HttpResults? before)
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        HttpGroupResult[] groups =
        [
            chosen.Contains(Cases[0]) ? await MeasureAsync(HttpWays.Alone, Alone(server)) : before!.Group(HttpWays.Alone),
            chosen.Contains(Cases[1]) ? await MeasureAsync(HttpWays.Parallel, await InParallelAsync(server)) : before!.Group(HttpWays.Parallel),
            chosen.Contains(Cases[2]) ? await MeasureAsync(HttpWays.Bytes, Bytes(server)) : before!.Group(HttpWays.Bytes),
        ];
        return new HttpResults(command, MachineInfo.Read("not used"), rounds, window.TotalMilliseconds, groups);
    }

    private static HttpContender[] Alone(ServerProcess server) =>
    [
        new(HttpWays.PostOne, new PostAsJsonWay(server.Http1, 1, 1), 1),
        new(HttpWays.PostMany, new PostAsJsonWay(server.Http1, Many, 1), Many),
        new(HttpWays.LeafOne, Leaf(server, 1, 1), 1),
        new(HttpWays.LeafMany, Leaf(server, Many, 1), Many),
    ];

    private static async Task<HttpContender[]> InParallelAsync(ServerProcess server) =>
    [
        new(HttpWays.PostOne, new PostAsJsonWay(server.Http1, 1, Parallel), 1),
        new(HttpWays.PostMany, new PostAsJsonWay(server.Http1, Many, Parallel), Many),
        new(HttpWays.LeafOne, Leaf(server, 1, Parallel), 1),
        new(HttpWays.LeafOneHttp2, LeafHttp2(server, 1, Parallel), 1),
        new(HttpWays.BareOneHttp2, new BareInvokerWay(server.Http2, Version20, 1, Parallel), 1),
        new(HttpWays.LeafMany, Leaf(server, Many, Parallel), Many),
        new(HttpWays.LeafManyHttp2, LeafHttp2(server, Many, Parallel), Many),
        new(HttpWays.ManyCallers, await WholeClientWay.OpenAsync(Endpoint.Open(server.Http1, Version11), 10_000), null),
        new(HttpWays.SomeCallers, await WholeClientWay.OpenAsync(Endpoint.Open(server.Http1, Version11), 1_000), null),
    ];

    private static HttpContender[] Bytes(ServerProcess server) =>
    [
        new(HttpWays.PostOne, new PostAsJsonWay(server.Http1, 1, 1), 1),
        new(HttpWays.PostMany, new PostAsJsonWay(server.Http1, Many, 1), Many),
        new(HttpWays.BareOne, new BareInvokerWay(server.Http1, Version11, 1, 1), 1),
        new(HttpWays.BareMany, new BareInvokerWay(server.Http1, Version11, Many, 1), Many),
        new(HttpWays.LeafOne, Leaf(server, 1, 1), 1),
        new(HttpWays.LeafMany, Leaf(server, Many, 1), Many),
        new(HttpWays.FactoryOne, new LeafWay(Endpoint.Open(server.Http1, Version11, CreateFactory()), 1, 1), 1),
        new(HttpWays.ListenerOne, new ObservedWay(Leaf(server, 1, 1)), 1),
        new(HttpWays.BareOneHttp2, new BareInvokerWay(server.Http2, Version20, 1, 1), 1),
        new(HttpWays.BareManyHttp2, new BareInvokerWay(server.Http2, Version20, Many, 1), Many),
        new(HttpWays.LeafOneHttp2, LeafHttp2(server, 1, 1), 1),
        new(HttpWays.LeafManyHttp2, LeafHttp2(server, Many, 1), Many),
    ];

    private static LeafWay Leaf(ServerProcess server, int rows, int inFlight) => new(Endpoint.Open(server.Http1, Version11), rows, inFlight);

    private static LeafWay LeafHttp2(ServerProcess server, int rows, int inFlight) => new(Endpoint.Open(server.Http2, Version20), rows, inFlight);

    /// <summary>As an application has it: without the factory's logging, whose cost is its own.</summary>
    private static IHttpClientFactory CreateFactory() =>
        new ServiceCollection().AddHttpClient("").RemoveAllLoggers().Services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>();

    private async Task<HttpGroupResult> MeasureAsync(string group, IReadOnlyList<HttpContender> contenders)
    {
        Console.Error.WriteLine($"http: {group}");
        Contender<Throughput>[] ways = [.. contenders.Select(static one => new Contender<Throughput>(one.Name, time => PoolWork.RunAsync(one.Way.RunAsync, time)))];
        Throughput[][] figures = await Interleaved.MeasureAsync(ways, rounds, window);
        foreach (HttpContender contender in contenders) await contender.Way.DisposeAsync();
        return new HttpGroupResult(group, [.. contenders.Select((one, i) => ResultOf(one, figures, i))]);
    }

    private static HttpWayResult ResultOf(HttpContender contender, Throughput[][] figures, int index)
    {
        double[] rates = Throughput.Rates(figures[index]);
        double bytes = Throughput.MedianBytes(figures[index]);
        double Ratio(int baseline) => Interleaved.Ratio(rates, Throughput.Rates(figures[baseline]));
        return new HttpWayResult(contender.Name, Interleaved.Median(rates), Ratio(0), Ratio(1), bytes * contender.RowsPerRequest, bytes);
    }
}
