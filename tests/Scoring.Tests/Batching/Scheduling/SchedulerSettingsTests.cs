using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Scheduling;

/// <summary>What follows from the options and from what the leaf says of itself.</summary>
public class SchedulerSettingsTests
{
    [Fact]
    public void Remote_leaf_gets_a_thousand_rows_in_twenty_requests_per_partition()
    {
        var settings = SchedulerSettings.Create(LongModel.Signature(), new ScoringClientOptions());

        Assert.Equal((1000, 20, (int?)null, false), (settings.MaxBatchCount, settings.MaxParallelRequests, settings.MaxRequests, settings.IsLocal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Local_leaf_gets_two_hundred_rows_and_a_request_per_lane(int lanes)
    {
        var settings = SchedulerSettings.Create(LongModel.Signature(lanes), new ScoringClientOptions());

        Assert.Equal((200, lanes, (int?)lanes, true), (settings.MaxBatchCount, settings.MaxParallelRequests, settings.MaxRequests, settings.IsLocal));
    }

    [Theory]
    [InlineData(4, 3, 3)]
    [InlineData(4, 9, 4)]
    [InlineData(null, 9, 9)]
    public void Partition_has_as_many_requests_as_it_may_and_as_the_leaf_runs(int? lanes, int parallel, int expected)
    {
        var settings = SchedulerSettings.Create(LongModel.Signature(lanes), new ScoringClientOptions { MaxParallelRequests = parallel });

        Assert.Equal((expected, lanes), (settings.MaxParallelRequests, settings.MaxRequests));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(8, 8)]
    [InlineData(500, 100)]
    public void Requests_are_cut_to_what_the_model_runs_together_but_no_larger_than_allowed(int? rowsPerRun, int expected) =>
        Assert.Equal(expected, SchedulerSettings.Create(LongModel.Signature(rowsPerRun: rowsPerRun), new ScoringClientOptions { MaxBatchCount = 100 }).BatchUnit);

    [Fact]
    public void Queue_holds_a_hundred_thousand_rows_and_makes_callers_wait_and_no_row_waits_for_others()
    {
        var settings = SchedulerSettings.Create(LongModel.Signature(), new ScoringClientOptions());

        Assert.Equal((100_000, QueueFullMode.Wait, TimeSpan.Zero, false), (settings.MaxQueuedRows, settings.QueueFullMode, settings.MaxDelay, settings.AllowSynchronousContinuations));
    }
}
