using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class DecisionLogTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(40)]
    public void Last_sixteen_are_kept_in_order(int count)
    {
        var log = new DecisionLog();
        for (int i = 0; i < count; i++) log.Add(new Decision(i, DecisionKind.Drift, 0, 0, 1, 0));

        Assert.Equal(Enumerable.Range(0, count).TakeLast(16).Select(static i => (double)i), log.ToArray().Select(static decision => decision.At));
        Assert.Equal(Math.Min(count, 16), log.Count);
    }

    [Fact]
    public void Decisions_say_what_and_why()
    {
        Assert.Equal("cap 500 → 350: p99 31 ms over the budget of 25 ms", Text(DecisionKind.OverBudget, 500, 350, 0.031, 0.025));
        Assert.Equal("cap 64 → 128: 900 rows/s instead of 800 per request in flight", Text(DecisionKind.BetterRate, 64, 128, 800, 900));
        Assert.Equal("parallel requests 2 → 4: each takes 1.25 times as long", Text(DecisionKind.ParallelAccepted, 2, 4, 1.25));
        Assert.Equal("parallel requests stay 2: with 4 each takes 2.00 times as long", Text(DecisionKind.ParallelRejected, 2, 4, 2));
        Assert.Equal("parallel requests stay 2: it did not become clear how long each takes with 4", Text(DecisionKind.ParallelRejected, 2, 4, double.NaN));
        Assert.Equal("the model takes 1.60 times as long as before: learning again", Text(DecisionKind.Drift, 0, 0, 1.6));
        Assert.Equal("parallel requests 20 → 14: status 429, the endpoint is overloaded", Text(DecisionKind.Overloaded, 20, 14, 429));
        Assert.Equal("parallel requests 20 → 14: no answer in time, the endpoint is overloaded", Text(DecisionKind.Overloaded, 20, 14, 0));
        Assert.Equal("cap 1000 → 400: a request of 800 rows was too large", Text(DecisionKind.TooLarge, 1000, 400, 800));
    }

    private static string Text(DecisionKind kind, int from, int to, double first, double second = 0) => new Decision(0, kind, from, to, first, second).ToString();
}
