using Scoring.Resilience;
using Scoring.Tests.Client;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Resilience;

public class RetryBuilderTests
{
    public static TheoryData<RetryOptions, string> Wrong => new()
    {
        { new RetryOptions { Statuses = { 200 } }, "RetryOptions.Statuses is 200" },
        { new RetryOptions { MaxAttempts = 0 }, "RetryOptions.MaxAttempts is 0" },
        { new RetryOptions { Timeout = TimeSpan.Zero }, "RetryOptions.Timeout is" },
        { new RetryOptions { BaseDelay = TimeSpan.Zero }, "RetryOptions.BaseDelay is" },
        { new RetryOptions { MaxDelay = TimeSpan.FromMilliseconds(1) }, "RetryOptions.MaxDelay is" },
        { new RetryOptions { MaxRetryAfter = TimeSpan.Zero }, "RetryOptions.MaxRetryAfter is" },
        { new RetryOptions { BudgetRatio = double.NaN }, "RetryOptions.BudgetRatio is NaN" },
        { new RetryOptions { BudgetPerSecond = -1 }, "RetryOptions.BudgetPerSecond is -1" },
        { new RetryOptions { BudgetBurst = 0.5 }, "RetryOptions.BudgetBurst is 0.5" },
        { new RetryOptions { ColdStartAfter = TimeSpan.FromSeconds(-1) }, "RetryOptions.ColdStartAfter is" },
        { new RetryOptions { TimeProvider = null! }, "RetryOptions.TimeProvider is null" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Option_out_of_range_is_refused(RetryOptions options, string message) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => Builder().UseRetry(options)).Message, StringComparison.Ordinal);

    [Fact]
    public void Stages_that_belong_outside_are_refused_inside()
    {
        Refused("UseRowIsolation is inside UseRetry", Builder().UseRetry().UseRowIsolation());
        Refused("UseFailedState is inside UseRetry", Builder().UseRetry().UseFailedState());
        Refused("UseRetry was called twice", Builder().UseRetry().Use(static inner => new PassingStage(inner)).UseRetry());
        Assert.NotNull(Builder().UseFailedState().UseRowIsolation().UseRetry().Build());
    }

    [Fact]
    public async Task Options_that_change_later_do_not_reach_the_stage()
    {
        var options = new RetryOptions();
        var retry = new RetryFixture(options);
        options.Statuses.Clear();
        retry.Failing(RetryFixture.Busy());
        Assert.Equal(3, await retry.FinishAsync(retry.ScoreAsync()));
    }

    private static ScoringClientBuilder Builder() => new(new ScriptedLeaf());

    private static void Refused(string message, ScoringClientBuilder builder) =>
        Assert.Contains(message, Assert.Throws<InvalidOperationException>(builder.Build).Message, StringComparison.Ordinal);
}
