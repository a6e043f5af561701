namespace Scoring.Testing.Tests;

public sealed class RequestLogTests
{
    private readonly RequestLog _log = new();

    public RequestLogTests()
    {
        End(_log.Add(10, 0, Ms(0)), 5);
        End(_log.Add(20, 1, Ms(1)), 6, 503);
        _log.Add(30, 0, Ms(2));
    }

    [Fact]
    public void True_assertions_hold()
    {
        _log.AssertSizes(10, 20, 30);
        _log.AssertAtMostRows(30);
        _log.AssertScoredRows(10);
        _log.AssertAtMostInFlight(3);
        _log.AssertAtMostInFlight(2, partition: 0);
        _log.AssertAtMostInFlight(1, partition: 1);
    }

    [Fact]
    public void Broken_assertion_says_what_there_was()
    {
        var error = Assert.Throws<RequestLogException>(() => _log.AssertSizes(10, 20));
        Assert.Equal("Expected requests of 10, 20 rows; there were 3 requests:\n  10 rows at 0 ms\n  20 rows at 1 ms of partition 1, failed with 503\n  30 rows at 2 ms, in flight", error.Message);
    }

    [Fact]
    public void Each_assertion_can_fail()
    {
        Assert.Throws<RequestLogException>(() => _log.AssertAtMostRows(29));
        Assert.Throws<RequestLogException>(() => _log.AssertScoredRows(30));
        Assert.Throws<RequestLogException>(() => _log.AssertAtMostInFlight(2));
        Assert.Throws<RequestLogException>(() => _log.AssertAtMostInFlight(1, partition: 0));
    }

    [Fact]
    public void Request_that_ended_when_another_was_sent_was_not_in_flight_with_it()
    {
        var log = new RequestLog();
        log.End(log.Add(1, 0, Ms(0)), Ms(5), null, failed: false);
        log.Add(1, 0, Ms(5));
        log.AssertAtMostInFlight(1);
    }

    [Fact]
    public void Most_in_flight_is_what_counting_at_each_request_finds()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        for (int round = 0; round < 200; round++)
        {
            var log = new RequestLog();
            for (int i = random.Next(1, 12); i > 0; i--)
            {
                int index = log.Add(1, 0, Ms(random.Next(10)));
                if (random.Next(4) > 0) log.End(index, log[index].SentAt + Ms(random.Next(5)), null, failed: false);
            }

            int most = log.Max(last => log.Count(request => request.SentAt <= last.SentAt && (request.EndedAt ?? TimeSpan.MaxValue) > last.SentAt));
            log.AssertAtMostInFlight(most);
            if (most > 0) Assert.Throws<RequestLogException>(() => log.AssertAtMostInFlight(most - 1));
        }
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private void End(int index, double at, int? status = null) => _log.End(index, Ms(at), status, status is not null);
}
