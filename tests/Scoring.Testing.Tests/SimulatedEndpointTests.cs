using Scoring.Records;

namespace Scoring.Testing.Tests;

public sealed class SimulatedEndpointTests
{
    private readonly VirtualRun _run = new();

    [Fact]
    public void Request_takes_what_its_steps_take_and_what_others_in_flight_cost()
    {
        SimulatedEndpoint endpoint = Create(new SimulatedService { Latency = SimulatedService.Staircase(Ms(4), Ms(2), 32), ParallelRequests = 2 });
        Send(endpoint, 1);
        Send(endpoint, 33);
        Send(endpoint, 64);
        _run.Advance(Ms(100));

        // Alone 6, 8 and 8 ms; the third finds two at work where two run at full speed.
        Assert.Equal([Ms(6), Ms(8), Ms(12)], endpoint.Requests.Select(static request => request.EndedAt!.Value));
    }

    [Fact]
    public async Task Scores_are_those_of_the_function()
    {
        SimulatedEndpoint endpoint = Create(new SimulatedService());
        ValueTask<RecordBatch> answer = endpoint.ScoreAsync(Rows(1.5f, 2));
        Assert.False(answer.IsCompleted);
        _run.Advance(Ms(5));
        Assert.True(answer.IsCompletedSuccessfully);
        using RecordBatch scores = await answer;
        Assert.Equal([3f, 4f], scores.GetColumn<float>(0).Values.ToArray());
    }

    [Fact]
    public async Task Outage_answers_with_its_status_and_wait_and_comes_again()
    {
        var outage = new ServiceOutage(Ms(100), Ms(50)) { Period = Ms(200), RetryAfter = Ms(70) };
        SimulatedEndpoint endpoint = Create(new SimulatedService { Outages = [outage] });
        _run.Advance(Ms(100));
        var error = await Assert.ThrowsAsync<ScoringEndpointException>(() => SendAndEnd(endpoint));
        Assert.Equal((503, Ms(70), true), (error.Status, error.RetryAfter, error.IsTransient));
        _run.Advance(Ms(60));
        await SendAndEnd(endpoint);
        _run.Advance(Ms(300) - _run.Clock.GetElapsedTime(0));
        await Assert.ThrowsAsync<ScoringEndpointException>(() => SendAndEnd(endpoint));
    }

    [Fact]
    public void Cold_endpoint_keeps_the_first_requests_waiting_and_again_after_idleness()
    {
        SimulatedEndpoint endpoint = Create(new SimulatedService { ParallelRequests = 4, ColdStart = new ColdStart(Ms(1000), Ms(5000)) });
        Send(endpoint, 1);
        _run.Advance(Ms(400));
        Send(endpoint, 1);
        _run.Advance(Ms(1000));
        Send(endpoint, 1);
        _run.Advance(Ms(6000));
        Send(endpoint, 1);
        _run.Advance(Ms(2000));
        Assert.Equal([1005, 605, 5, 1005], endpoint.Requests.Select(static request => (request.EndedAt!.Value - request.SentAt).TotalMilliseconds));
    }

    [Fact]
    public async Task Cold_endpoint_may_refuse_until_it_has_started()
    {
        SimulatedEndpoint endpoint = Create(new SimulatedService { ColdStart = new ColdStart(Ms(1000), Ms(5000)) { RefusesMeanwhile = true, RetryAfter = Ms(300) } });
        var error = await Assert.ThrowsAsync<ScoringEndpointException>(() => SendAndEnd(endpoint));
        Assert.Equal((503, Ms(300)), (error.Status, error.RetryAfter));
        _run.Advance(Ms(1000));
        await SendAndEnd(endpoint);
    }

    [Fact]
    public void Lost_replicas_slow_those_in_flight_until_they_are_back()
    {
        SimulatedEndpoint endpoint = Create(new SimulatedService { ParallelRequests = 4, ReplicaLosses = [new ReplicaLoss(Ms(100), Ms(100), 1)] });
        foreach (int wait in new[] { 0, 100, 100 })
        {
            _run.Advance(Ms(wait));
            for (int i = 0; i < 4; i++) Send(endpoint, 1);
        }

        _run.Advance(Ms(100));
        double[] times = [.. endpoint.Requests.Select(static request => (request.EndedAt!.Value - request.SentAt).TotalMilliseconds)];
        Assert.Equal([5, 5, 5, 5, 5, 10, 15, 20, 5, 5, 5, 5], times);
    }

    [Fact]
    public void Speed_changes_when_it_is_to()
    {
        SimulatedEndpoint endpoint = Create(new SimulatedService { Shifts = [new ServiceShift(Ms(50), 3), new ServiceShift(Ms(90), 0.2)] });
        foreach (int wait in new[] { 0, 50, 40 })
        {
            _run.Advance(Ms(wait));
            Send(endpoint, 1);
        }

        _run.Advance(Ms(100));
        Assert.Equal([5, 15, 1], endpoint.Requests.Select(static request => (request.EndedAt!.Value - request.SentAt).TotalMilliseconds));
    }

    [Fact]
    public void Same_seed_is_the_same_luck()
    {
        static TimeSpan?[] Times(ulong seed)
        {
            var run = new VirtualRun();
            var endpoint = new SimulatedEndpoint(run, new SimulatedService { Noise = 0.2, Pause = new ServicePause(0.1, Ms(20)), Seed = seed }, Models.Signature, Models.Score);
            for (int i = 0; i < 50; i++)
            {
                Send(endpoint, 10);
                run.Advance(Ms(50));
            }

            return [.. endpoint.Requests.Select(static request => request.EndedAt)];
        }

        Assert.Equal(Times(3), Times(3));
        Assert.NotEqual(Times(3), Times(4));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, -0.1, 0)]
    [InlineData(1, 0, -0.1)]
    [InlineData(1, 0, 2.1)]
    public void Impossible_service_is_refused(int parallelRequests, double crowding, double noise) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(new SimulatedService { ParallelRequests = parallelRequests, Crowding = crowding, Noise = noise }));

    [Fact]
    public void Impossible_troubles_are_refused_with_what_to_do()
    {
        var outage = Assert.Throws<ArgumentOutOfRangeException>(() => Create(new SimulatedService { Outages = [new ServiceOutage(Ms(0), Ms(1)) { Period = TimeSpan.Zero }] }));
        Assert.Contains("it must be more than zero, or null for a single outage", outage.Message, StringComparison.Ordinal);
        var loss = Assert.Throws<ArgumentOutOfRangeException>(() => Create(new SimulatedService { ReplicaLosses = [new ReplicaLoss(Ms(0), Ms(1), 0)] }));
        Assert.Contains("Use a ServiceOutage", loss.Message, StringComparison.Ordinal);
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static RecordBatch Rows(params float[] values) => RecordBatch.FromValues<float>(values, [], "row");

    private static void Send(SimulatedEndpoint endpoint, int rows) => _ = endpoint.ScoreAsync(Rows(new float[rows]));

    private SimulatedEndpoint Create(SimulatedService service) => new(_run, service, Models.Signature, Models.Score);

    private async Task SendAndEnd(SimulatedEndpoint endpoint)
    {
        ValueTask<RecordBatch> answer = endpoint.ScoreAsync(Rows(1));
        _run.Advance(Ms(10));
        Assert.True(answer.IsCompleted);
        (await answer).Dispose();
    }
}
