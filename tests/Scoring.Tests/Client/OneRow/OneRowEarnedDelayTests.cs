using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>Rows wait for others while that pays, and never longer than they may.</summary>
public class OneRowEarnedDelayTests
{
    private static readonly TimeSpan s_millisecond = TimeSpan.FromMilliseconds(1);

    private readonly ScoringClientOptions _options = new() { MaxDelay = TimeSpan.FromMilliseconds(50), EarnDelay = true, MaxParallelRequests = 1000, ShutdownTimeout = TimeSpan.Zero };

    [Fact]
    public async Task Row_is_sent_at_once_while_nothing_is_known()
    {
        await using var client = new HeldClient(_options);

        for (int row = 0; row < 10; row++)
        {
            _ = client.Score(row);
            client.Clock.Advance(s_millisecond);
        }

        Assert.Equal(10, client.Requests.Count);
    }

    [Fact]
    public async Task Row_that_comes_alone_is_sent_at_once()
    {
        await using var client = new HeldClient(_options);
        await Learn(client);

        client.Clock.Advance(TimeSpan.FromSeconds(20));
        int before = client.Requests.Count;
        _ = client.Score(1);

        Assert.Equal(before + 1, client.Requests.Count);
    }

    /// <summary>100 ms for a request and a row each millisecond: ten at a time are best.</summary>
    [Fact]
    public async Task Rows_that_come_often_travel_together()
    {
        await using var client = new HeldClient(_options);
        await Learn(client);

        int before = client.Requests.Count;
        for (int row = 0; row < 3000; row++)
        {
            _ = client.Score(row);
            client.Clock.Advance(s_millisecond);
        }

        int[] sizes = [.. client.Requests.Skip(before).TakeLast(100).Select(static request => request.Rows.Length)];
        Assert.All(sizes, static size => Assert.InRange(size, 7, 13));
    }

    [Fact]
    public async Task No_row_waits_for_longer_than_it_may_though_nobody_comes()
    {
        _options.MaxDelay = TimeSpan.FromMilliseconds(5);
        await using var client = new HeldClient(_options);
        await Learn(client);
        for (int row = 0; row < 500; row++)
        {
            _ = client.Score(row);
            client.Clock.Advance(s_millisecond);
        }

        client.Clock.Advance(TimeSpan.FromMilliseconds(10));
        int before = client.Requests.Count;
        _ = client.Score(-1);
        Assert.Equal(before, client.Requests.Count);
        client.Clock.Advance(TimeSpan.FromMilliseconds(5));

        Assert.Equal([-1], client.Requests[before].Rows);
        client.Leaf.CompleteAll();
        client.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, client.Clock.ActiveTimers);
    }

    [Fact]
    public async Task Requests_that_cost_nothing_by_themselves_are_not_waited_for()
    {
        await using var client = new HeldClient(_options);
        await Learn(client, milliseconds: 0);

        int before = client.Requests.Count;
        for (int row = 0; row < 100; row++)
        {
            _ = client.Score(row);
            client.Clock.Advance(s_millisecond);
        }

        Assert.Equal(before + 100, client.Requests.Count);
    }

    /// <summary>Shows the client requests of several sizes: so long each, and a tenth of a millisecond for each row.</summary>
    private static async Task Learn(HeldClient client, double milliseconds = 100)
    {
        for (int i = 0; i < 40; i++)
        {
            int count = 1 + (i % 4 * 5), sent = client.Requests.Count;
            Task call = client.ScoreMany(LongModel.Rows(count), new long[count]);
            client.Clock.Advance(TimeSpan.FromMilliseconds(60));
            foreach (HeldRequest request in client.Requests.Skip(sent).ToArray()) Answer(request, milliseconds);
            client.Leaf.CompleteAll();
            await call;
        }
    }

    private static void Answer(HeldRequest request, double milliseconds)
    {
        int rows = request.Rows.Length;
        request.Context.Attempts!.OnAttempt(new ScoringAttempt(rows, TimeSpan.FromMilliseconds(milliseconds + (0.1 * rows)), Succeeded: true));
        request.Complete();
    }
}
