using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client;

public class ScoringClientOptionsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_001)]
    [InlineData(int.MaxValue)]
    public void MaxBatchCount_out_of_range_is_an_error_that_names_value_and_range(int value) => Check(
        new ScoringClientOptions { MaxBatchCount = value }, "ScoringClientOptions.MaxBatchCount", value, $"ScoringClientOptions.MaxBatchCount is {value}; it must be 1 to 10000 rows.");

    [Theory]
    [InlineData(0)]
    [InlineData(-20)]
    public void MaxParallelRequests_out_of_range_is_an_error_that_names_value_and_range(int value) => Check(
        new ScoringClientOptions { MaxParallelRequests = value },
        "ScoringClientOptions.MaxParallelRequests",
        value,
        $"ScoringClientOptions.MaxParallelRequests is {value}; it must be 1 or more requests.");

    [Fact]
    public void ShutdownTimeout_out_of_range_is_an_error_that_names_value_and_range() => Check(
        new ScoringClientOptions { ShutdownTimeout = TimeSpan.FromSeconds(-1) },
        "ScoringClientOptions.ShutdownTimeout",
        TimeSpan.FromSeconds(-1),
        "ScoringClientOptions.ShutdownTimeout is -00:00:01; it must be zero or more.");

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(5, 5)]
    public void MaxQueueDelay_out_of_range_is_an_error_that_names_value_and_range(int seconds, int linger) => Check(
        new ScoringClientOptions { MaxQueueDelay = TimeSpan.FromSeconds(seconds), MaxDelay = TimeSpan.FromSeconds(linger) },
        "ScoringClientOptions.MaxQueueDelay",
        TimeSpan.FromSeconds(seconds),
        $"ScoringClientOptions.MaxQueueDelay is {TimeSpan.FromSeconds(seconds)}; it must be more than zero and more than MaxDelay, which is {TimeSpan.FromSeconds(linger)}.");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void PriorityAgeing_out_of_range_is_an_error_that_names_value_and_range(int seconds) => Check(
        new ScoringClientOptions { PriorityAgeing = TimeSpan.FromSeconds(seconds) },
        "ScoringClientOptions.PriorityAgeing",
        TimeSpan.FromSeconds(seconds),
        $"ScoringClientOptions.PriorityAgeing is {TimeSpan.FromSeconds(seconds)}; it must be more than zero.");

    [Fact]
    public void MaxQueuedBytes_out_of_range_is_an_error_that_names_value_and_range() => Check(
        new ScoringClientOptions { MaxQueuedBytes = 0 }, "ScoringClientOptions.MaxQueuedBytes", 0L, "ScoringClientOptions.MaxQueuedBytes is 0; it must be 1 or more bytes.");

    [Fact]
    public void EarnDelay_without_a_longest_delay_is_an_error_that_names_both() => Check(
        new ScoringClientOptions { EarnDelay = true },
        "ScoringClientOptions.MaxDelay",
        TimeSpan.Zero,
        "ScoringClientOptions.MaxDelay is 00:00:00; it must be more than zero where EarnDelay is on: it is the longest delay.");

    [Fact]
    public void QueueFullMode_out_of_range_is_an_error_that_names_value_and_range() => Check(
        new ScoringClientOptions { QueueFullMode = (QueueFullMode)3 }, "ScoringClientOptions.QueueFullMode", (QueueFullMode)3, "ScoringClientOptions.QueueFullMode is 3; it must be Wait, Reject or RejectOldest.");

    [Fact]
    public void TimeProvider_that_is_null_is_an_error_that_says_the_remedy()
    {
        string message = Assert.Throws<ArgumentException>(static () => Build(new ScoringClientOptions { TimeProvider = null! })).Message;

        Assert.Contains("ScoringClientOptions.TimeProvider is null", message);
        Assert.Contains("TimeProvider.System", message);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(ScoringClientOptions.MaxBatchCountCeiling, int.MaxValue)]
    [InlineData(null, null)]
    public async Task Values_within_range_are_taken(int? maxBatchCount, int? maxParallelRequests)
    {
        await using IScoringClient<long, long> client = Build(new ScoringClientOptions { MaxBatchCount = maxBatchCount, MaxParallelRequests = maxParallelRequests, ShutdownTimeout = TimeSpan.Zero });

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(500)), await client.ScoreAsync(LongModel.Rows(500)));
    }

    [Fact]
    public async Task Options_are_checked_before_the_leaf_is_asked()
    {
        var leaf = new ScriptedLeaf();

        Assert.Throws<ArgumentOutOfRangeException>(() => Clients.Pooled(leaf, new ScoringClientOptions { MaxBatchCount = 0 }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await new ScoringClientBuilder(leaf).BuildAsync<long, long>(options: new ScoringClientOptions { MaxBatchCount = 0 }));

        Assert.Equal(0, leaf.SignatureCount);
    }

    private static void Check(ScoringClientOptions options, string name, object value, string message)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Build(options));

        Assert.Equal(name, error.ParamName);
        Assert.Equal(value, error.ActualValue);
        Assert.StartsWith(message, error.Message);
    }

    private static IScoringClient<long, long> Build(ScoringClientOptions options) => Clients.Pooled(new ScriptedLeaf(), options);
}
