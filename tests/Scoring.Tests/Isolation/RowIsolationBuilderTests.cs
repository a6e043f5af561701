using Scoring.Isolation;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Isolation;

public class RowIsolationBuilderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Budget_out_of_range_is_refused(int calls)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new ScoringClientBuilder(new ScriptedLeaf()).UseRowIsolation(new RowIsolationOptions { MaxCalls = calls }));
        Assert.Contains($"RowIsolationOptions.MaxCalls is {calls}; it must be 1 or more", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 6)]
    [InlineData(3, 8)]
    [InlineData(4, 8)]
    [InlineData(5, 10)]
    [InlineData(500, 22)]
    [InlineData(1000, 24)]
    public void Default_budget_grows_with_the_logarithm(int rows, int calls) => Assert.Equal(calls, new RowIsolationOptions().MaxCallsFor(rows));

    [Fact]
    public async Task Options_that_change_later_do_not_reach_the_stage()
    {
        var options = new RowIsolationOptions { MaxCalls = 100 };
        var leaf = new RefusingLeaf { Bad = [5] };
        IScoringClient client = new ScoringClientBuilder(leaf.Client).UseRowIsolation(options).Build();
        options.MaxCalls = 1;
        using RecordBatch rows = LongModel.Batch(8);
        using RecordBatch response = await client.ScoreAsync(rows);

        Assert.Equal([5], response.RowErrors.Select(static error => error.Index));
    }

    [Fact]
    public void Failed_state_inside_is_refused()
    {
        ScoringClientBuilder builder = new ScoringClientBuilder(new ScriptedLeaf()).UseRowIsolation().UseFailedState();
        Assert.Contains("UseFailedState is inside UseRowIsolation", Assert.Throws<InvalidOperationException>(builder.Build).Message, StringComparison.Ordinal);
        Assert.NotNull(new ScoringClientBuilder(new ScriptedLeaf()).UseFailedState().UseRowIsolation().Build());
    }
}
