using Scoring.Tests.Client.OneRow;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.Adaptive;

/// <summary>Rows that would be late after service are refused before they are sent.</summary>
public class RefusalTests
{
    private static readonly TimeSpan s_run = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_deadline = TimeSpan.FromMilliseconds(100);

    private readonly ScoringClientOptions _options = new() { MaxParallelRequests = 1, MaxBatchCount = 10, AdaptBatchCount = false, P99Budget = s_deadline, ShutdownTimeout = TimeSpan.Zero };

    [Fact]
    public async Task Row_that_would_be_late_after_service_is_refused_with_an_error_that_says_so()
    {
        await using HeldClient client = await LearnedAsync(_options);
        Task<long> flying = client.Score(0), late = client.Score(1, new RowOptions(Deadline: s_deadline)), free = client.Score(2);
        client.Clock.Advance(s_deadline - (s_run / 2));

        Finish(client);

        var error = await Assert.ThrowsAsync<ScoringRejectedException>(() => late);
        Assert.Contains("would have been late after service", error.Message);
        Assert.Contains(nameof(ScoringClientOptions.RefuseLateRows), error.Message);
        Assert.Equal((0, true), (error.Partition, error.IsTransient));
        Assert.Equal(LongModel.ScoresOf([0, 2]), await Task.WhenAll(flying, free));
        Assert.DoesNotContain(1L, client.SentRows.TakeLast(2));
    }

    [Fact]
    public async Task Row_that_is_just_in_time_is_sent()
    {
        await using HeldClient client = await LearnedAsync(_options);
        Task<long> flying = client.Score(0), row = client.Score(1, new RowOptions(Deadline: s_deadline)), other = client.Score(2);
        client.Clock.Advance(s_deadline - (2 * s_run));

        Finish(client);

        Assert.Equal(LongModel.ScoresOf([0, 1, 2]), await Task.WhenAll(flying, row, other));
    }

    [Fact]
    public async Task Late_rows_are_sent_where_that_is_wanted()
    {
        _options.RefuseLateRows = false;
        await using HeldClient client = await LearnedAsync(_options);
        _ = client.Score(0);
        Task<long> row = client.Score(1, new RowOptions(Deadline: s_deadline)), other = client.Score(2);
        client.Clock.Advance(s_deadline - (s_run / 2));

        Finish(client);

        Assert.Equal(LongModel.ScoresOf([1, 2]), await Task.WhenAll(row, other));
    }

    [Fact]
    public async Task Rows_without_a_deadline_are_never_refused()
    {
        await using HeldClient client = await LearnedAsync(_options);
        Task<long>[] calls = [.. LongModel.Rows(500).Select(row => client.Score(row))];
        client.Clock.Advance(10 * s_deadline);

        Finish(client);

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(500)), await Task.WhenAll(calls));
    }

    [Fact]
    public async Task Nothing_is_refused_before_the_model_is_known()
    {
        await using var client = new HeldClient(_options);
        Task<long> flying = client.Score(0), row = client.Score(1, new RowOptions(Deadline: s_deadline)), other = client.Score(2);
        client.Clock.Advance(s_deadline - (s_run / 2));

        Finish(client);

        Assert.Equal(LongModel.ScoresOf([0, 1, 2]), await Task.WhenAll(flying, row, other));
    }

    [Fact]
    public async Task The_only_row_that_waits_is_served_so_that_something_is_learned()
    {
        await using HeldClient client = await LearnedAsync(_options);
        _ = client.Score(0);
        Task<long> row = client.Score(1, new RowOptions(Deadline: s_deadline));
        client.Clock.Advance(s_deadline - (s_run / 2));

        Finish(client);

        Assert.Equal(LongModel.ScoreOf(1), await row);
    }

    /// <summary>A client that knows that a request takes 20 ms.</summary>
    private static async Task<HeldClient> LearnedAsync(ScoringClientOptions options)
    {
        var client = new HeldClient(options);
        for (int batch = 0; batch < 40; batch++)
        {
            Task<long>[] calls = [.. LongModel.Rows(1 + (batch % 10)).Select(row => client.Score(row))];
            while (client.Leaf.Open.FirstOrDefault() is { } request)
            {
                client.Clock.Advance(s_run);
                Report(request);
                request.Complete();
            }

            await Task.WhenAll(calls);
        }

        return client;
    }

    /// <summary>Ends the requests that are open and those that follow, without time passing.</summary>
    private static void Finish(HeldClient client)
    {
        while (client.Leaf.Open.FirstOrDefault() is { } request)
        {
            Report(request);
            request.Complete();
        }
    }

    private static void Report(HeldRequest request) => request.Context.Attempts!.OnAttempt(new ScoringAttempt(request.Rows.Length, s_run, Succeeded: true));
}
