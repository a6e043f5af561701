using Scoring.Benchmarks.Http.Results;
using Scoring.Benchmarks.Measuring;
using Scoring.Benchmarks.Publishing;

namespace Scoring.Repository.Tests.Documentation;

/// <summary>What is made of results of the HTTP client, on results made up for it.</summary>
public class HttpResultsTests
{
    private static readonly HttpResults s_results = new("run", new MachineInfo("a processor", 2, "a system", ".NET", "not used"), 7, 500,
    [
        Group(HttpWays.Alone, HttpWays.LeafMany),
        Group(HttpWays.Parallel, HttpWays.LeafMany, HttpWays.LeafOneHttp2, HttpWays.ManyCallers, HttpWays.SomeCallers),
        Group(HttpWays.Bytes, HttpWays.LeafOne, HttpWays.LeafMany, HttpWays.LeafOneHttp2, HttpWays.LeafManyHttp2, HttpWays.FactoryOne, HttpWays.ListenerOne),
    ]);

    [Fact]
    public void Value_that_misses_its_floor_is_marked()
    {
        string text = HttpText.Create(s_results with { Budget = HttpBudgets.Compare(s_results) });
        Assert.Contains("| 1,000 rows, 20 in flight | rows/s ÷ PostAsJsonAsync row by row | ✗ **150** | 200 | 350 |", text, StringComparison.Ordinal);
        Assert.Contains("| awaited rows, 10,000 callers, 20 in flight | rows/s ÷ PostAsJsonAsync row by row | 150 | 40 | 80 |", text, StringComparison.Ordinal);
        Assert.Contains("| 1 row, HTTP/1.1 | bytes per request | ✗ **2500** | 2400 | 1300 |", text, StringComparison.Ordinal);
        Assert.Contains("| 1 row, HTTP/1.1, IHttpClientFactory | bytes per request | 2500 | – | – |", text, StringComparison.Ordinal);
    }

    private static HttpGroupResult Group(string name, params string[] ways) => new(
        name,
        [.. ((string[])[HttpWays.PostOne, HttpWays.PostMany, .. ways]).Select(static way => new HttpWayResult(way, 1e6, 150, 3, 2500, 2.5))]);
}
