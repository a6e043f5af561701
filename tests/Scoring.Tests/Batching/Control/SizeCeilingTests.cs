using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class SizeCeilingTests
{
    private readonly SizeCeiling _ceiling = new();

    [Fact]
    public void Nothing_is_too_large_at_first()
    {
        for (int i = 0; i < 1000; i++) Assert.False(_ceiling.OnServed(10_000, isTrial: false, i));

        Assert.Equal((int.MaxValue, int.MaxValue, 0), (_ceiling.Known, _ceiling.Rows, _ceiling.Trial));
    }

    [Fact]
    public void Smallest_of_those_that_were_too_large_counts()
    {
        foreach (int rows in new[] { 800, 1000, 500, 900 }) Assert.False(_ceiling.OnTooLarge(rows, isTrial: false));
        Assert.Equal(250, _ceiling.Rows);
        _ceiling.OnTooLarge(1, isTrial: false);
        Assert.Equal(1, _ceiling.Rows);
    }

    [Fact]
    public void Only_requests_as_large_as_is_allowed_bring_the_next_try_nearer()
    {
        _ceiling.OnTooLarge(200, isTrial: false);
        for (int i = 0; i < 1000; i++) _ceiling.OnServed(99, isTrial: false, i);
        Assert.Equal(0, _ceiling.Trial);
        for (int i = 0; i < 128; i++) _ceiling.OnServed(100, isTrial: false, i);
        Assert.Equal(200, _ceiling.Trial);

        // As long as it is under way there is no other.
        _ceiling.OnTried();
        Assert.Equal(0, _ceiling.Trial);
    }

    [Fact]
    public void Larger_request_that_was_under_way_before_raises_nothing()
    {
        _ceiling.OnTooLarge(200, isTrial: false);

        Assert.False(_ceiling.OnServed(200, isTrial: false, 0));
        Assert.Equal(100, _ceiling.Rows);
    }

    [Fact]
    public void Tries_in_vain_become_rare_and_one_with_success_makes_them_frequent_again()
    {
        _ceiling.OnTooLarge(200, isTrial: false);
        for (int i = 0; i < 40; i++) Assert.True(_ceiling.OnTooLarge(200, isTrial: true));
        Assert.Equal((65_536, 100), (_ceiling.Interval, _ceiling.Known));

        Assert.True(_ceiling.OnServed(200, isTrial: true, 0));
        Assert.Equal((128, 200), (_ceiling.Interval, _ceiling.Known));
    }

    [Fact]
    public void Timeout_makes_requests_half_as_large_until_one_is_answered()
    {
        TimeOut(1000, sentAt: 0, now: 1);
        Assert.Equal((500, int.MaxValue), (_ceiling.Rows, _ceiling.Known));

        // Neither a request from before nor a small one says anything.
        Assert.False(_ceiling.OnServed(500, isTrial: false, sentAt: 0.5));
        Assert.False(_ceiling.OnServed(250, isTrial: false, sentAt: 2));
        Assert.True(_ceiling.OnServed(251, isTrial: false, sentAt: 2));
        Assert.Equal((500, 500), (_ceiling.Rows, _ceiling.Known));
    }

    [Fact]
    public void Timeout_of_a_size_that_is_answered_all_the_same_changes_nothing()
    {
        TimeOut(1000, sentAt: 0, now: 1);
        Assert.True(_ceiling.OnServed(1000, isTrial: false, sentAt: 0));

        Assert.Equal((int.MaxValue, int.MaxValue), (_ceiling.Rows, _ceiling.Known));
    }

    [Fact]
    public void Requests_sent_together_that_are_late_together_count_once()
    {
        for (int i = 0; i < 20; i++) TimeOut(1000, sentAt: 0.01 * i, now: 1 + (0.01 * i));

        Assert.Equal(500, _ceiling.Rows);
    }

    [Fact]
    public void Endpoint_that_answers_no_size_in_time_has_no_ceiling()
    {
        for (int i = 0, rows = 1000; i < 3; i++, rows /= 2) TimeOut(rows, i, i + 0.5);
        Assert.Equal(125, _ceiling.Rows);
        TimeOut(125, 3, 3.5);

        Assert.Equal((int.MaxValue, int.MaxValue), (_ceiling.Rows, _ceiling.Known));
    }

    [Fact]
    public void Size_is_found_that_is_answered_in_time()
    {
        for (int i = 0; i < 10; i++)
        {
            int rows = Math.Min(1000, _ceiling.Rows);
            if (rows > 300) TimeOut(rows, i, i + 0.5);
            else _ceiling.OnServed(rows, isTrial: false, i);
        }

        Assert.Equal((250, 250), (_ceiling.Rows, _ceiling.Known));
    }

    private void TimeOut(int rows, double sentAt, double now) => Assert.False(_ceiling.OnTimedOut(rows, isTrial: false, sentAt, now));
}
