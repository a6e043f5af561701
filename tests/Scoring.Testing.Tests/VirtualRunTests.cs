using Scoring.Resilience;

namespace Scoring.Testing.Tests;

/// <summary>The production client on one thread in virtual time.</summary>
public sealed class VirtualRunTests
{
    private readonly VirtualRun _run = new();

    [Fact]
    public async Task Rows_that_wait_for_a_free_request_go_out_together()
    {
        SimulatedEndpoint endpoint = Create(new SimulatedService());
        await using IScoringClient<float, float> client = Build(endpoint, new ScoringClientOptions { MaxParallelRequests = 1, MaxBatchCount = 100 });
        Task<float>[] scores = Send(client, 201);
        _run.Advance(Ms(100));
        Assert.All(scores, static score => Assert.True(score.IsCompletedSuccessfully));
        endpoint.Requests.AssertScoredRows(201);
        endpoint.Requests.AssertAtMostRows(100);
        endpoint.Requests.AssertAtMostInFlight(1);
        Assert.Equal(Enumerable.Range(0, 201).Select(static i => 2f * i), await Task.WhenAll(scores));
    }

    [Fact]
    public void Delay_ends_at_its_time_to_the_tick()
    {
        SimulatedEndpoint endpoint = Create(new SimulatedService());
        IScoringClient<float, float> client = Build(endpoint, new ScoringClientOptions { MaxParallelRequests = 2, MaxBatchCount = 100, MaxDelay = Ms(7) });
        Send(client, 3);
        _run.Advance(Ms(3));
        Send(client, 2);
        _run.Advance(Ms(30));
        endpoint.Requests.AssertSizes(5);
        Assert.Equal(Ms(7), endpoint.Requests[0].SentAt);
    }

    [Fact]
    public void Busy_endpoint_is_asked_again_after_what_it_asked_for()
    {
        SimulatedEndpoint endpoint = Create(new SimulatedService { Outages = [new ServiceOutage(TimeSpan.Zero, Ms(500)) { RetryAfter = Ms(600) }] });
        var builder = new ScoringClientBuilder(endpoint).UseRetry(new RetryOptions { TimeProvider = _run.Clock });
        IScoringClient<float, float> client = builder.Build<float, float>(options: _run.Use(new ScoringClientOptions()));
        Task<float>[] scores = Send(client, 1);
        _run.Advance(Ms(590));
        Assert.False(scores[0].IsCompleted);
        _run.Advance(Ms(2000));
        Assert.True(scores[0].IsCompletedSuccessfully);
        Assert.Equal([503, null], endpoint.Requests.Select(static request => request.Status));
        Assert.True(endpoint.Requests[1].SentAt - endpoint.Requests[0].EndedAt >= Ms(600));
    }

    [Fact]
    public void A_day_passes_at_once()
    {
        SimulatedEndpoint endpoint = Create(new SimulatedService());
        IScoringClient<float, float> client = Build(endpoint, new ScoringClientOptions());
        for (int hour = 0; hour < 24; hour++)
        {
            Send(client, 10);
            _run.Advance(TimeSpan.FromHours(1));
        }

        endpoint.Requests.AssertScoredRows(240);
        Assert.Equal(TimeSpan.FromDays(1), _run.Clock.GetElapsedTime(0));
    }

    [Fact]
    public void Time_does_not_run_backwards() => Assert.Throws<ArgumentOutOfRangeException>(() => _run.Advance(Ms(-1)));

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static Task<float>[] Send(IScoringClient<float, float> client, int rows) =>
        [.. Enumerable.Range(0, rows).Select(i => client.ScoreAsync(i).AsTask())];

    private SimulatedEndpoint Create(SimulatedService service) => new(_run, service, Models.Signature, Models.Score);

    private IScoringClient<float, float> Build(SimulatedEndpoint endpoint, ScoringClientOptions options) => new ScoringClientBuilder(endpoint).Build<float, float>(options: _run.Use(options));
}
