using Scoring.Benchmarks.Http.Results;
using Scoring.Benchmarks.LocalOnnx;

namespace Scoring.Benchmarks.Publishing;

/// <summary>What the HTTP client must reach, and what it aims at.</summary>
internal static class HttpBudgets
{
    private const string OfOne = "rows/s ÷ PostAsJsonAsync row by row", OfMany = "rows/s ÷ PostAsJsonAsync, the same batch", Bytes = "bytes per request";

    /// <summary>The only column.</summary>
    private const string Measured = "measured";

    /// <summary>The results that have a budget, beside it.</summary>
    public static IReadOnlyList<BudgetRowResult> Compare(HttpResults results)
    {
        HttpGroupResult alone = results.Group(HttpWays.Alone), parallel = results.Group(HttpWays.Parallel), bytes = results.Group(HttpWays.Bytes);
        return
        [
            AtLeast("1,000 rows, one in flight", OfOne, 0, alone.Way(HttpWays.LeafMany).OfFirst, 200, 350),
            AtLeast("1,000 rows, 20 in flight", OfOne, 0, parallel.Way(HttpWays.LeafMany).OfFirst, 200, 350),
            AtLeast("1,000 rows, one in flight", OfMany, 1, alone.Way(HttpWays.LeafMany).OfSecond, 2.5, 3.8),
            AtLeast("1,000 rows, 20 in flight", OfMany, 1, parallel.Way(HttpWays.LeafMany).OfSecond, 2.5, 3.8),
            AtLeast("awaited rows, 10,000 callers, 20 in flight", OfOne, 0, parallel.Way(HttpWays.ManyCallers).OfFirst, 40, 80),
            AtLeast("awaited rows, 1,000 callers, 20 in flight", OfOne, 0, parallel.Way(HttpWays.SomeCallers).OfFirst, 25, 50),
            AtLeast("single rows, 20 in flight, HTTP/2 without TLS", OfOne, 2, parallel.Way(HttpWays.LeafOneHttp2).OfFirst, 1.8, 2.2),
            AtMost("1 row, HTTP/1.1", bytes.Way(HttpWays.LeafOne), 2400, 1300),
            AtMost("1,000 rows, HTTP/1.1", bytes.Way(HttpWays.LeafMany), 2400, 1300),
            AtMost("1 row, HTTP/2 without TLS", bytes.Way(HttpWays.LeafOneHttp2), 3500, null),
            AtMost("1,000 rows, HTTP/2 without TLS", bytes.Way(HttpWays.LeafManyHttp2), 3500, null),
            AtMost("1 row, HTTP/1.1, IHttpClientFactory", bytes.Way(HttpWays.FactoryOne), null, null),
            AtMost("1 row, HTTP/1.1, a listener to activities", bytes.Way(HttpWays.ListenerOne), null, null),
        ];
    }

    private static BudgetRowResult AtLeast(string name, string measure, int digits, double value, double floor, double aim) =>
        new(name, measure, digits, LowerIsBetter: false, [new BudgetValueResult(Measured, value, floor, aim, Math.Round(value, digits) < floor)]);

    private static BudgetRowResult AtMost(string name, HttpWayResult way, double? floor, double? aim) =>
        new(name, Bytes, 0, LowerIsBetter: true, [new BudgetValueResult(Measured, way.BytesPerRequest!.Value, floor, aim, way.BytesPerRequest > floor)]);
}
