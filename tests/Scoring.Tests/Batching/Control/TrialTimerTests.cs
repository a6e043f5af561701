using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class TrialTimerTests
{
    [Fact]
    public void Tries_that_fail_become_rare_up_to_the_longest_interval()
    {
        var timer = new TrialTimer(2, 16);

        Assert.Equal([0, 4, 8, 16, 16], Enumerable.Range(0, 5).Select(_ => TryAndFail(timer)));
    }

    [Fact]
    public void Try_that_pays_makes_them_frequent_again()
    {
        var timer = new TrialTimer(2, 16);
        for (int i = 0; i < 4; i++) TryAndFail(timer);
        timer.OnTried();
        timer.OnSuccess();

        Assert.Equal(2, Wait(timer));
    }

    [Fact]
    public void Changed_model_makes_a_try_due()
    {
        var timer = new TrialTimer(2, 16);
        for (int i = 0; i < 4; i++) TryAndFail(timer);
        timer.Reset();

        Assert.True(timer.IsDue);
    }

    [Fact]
    public void Due_try_stays_due_for_as_long_as_batches_can_be_counted()
    {
        var timer = new TrialTimer(2, 16);
        for (int i = 0; i < 1000; i++) timer.OnBatch();
        timer.OnTried();
        timer.OnBatch();
        timer.OnSuccess();

        Assert.Equal(1, Wait(timer));
    }

    private static int TryAndFail(TrialTimer timer)
    {
        int batches = Wait(timer);
        timer.OnTried();
        timer.OnFailure();
        return batches;
    }

    private static int Wait(TrialTimer timer)
    {
        int batches = 0;
        for (; !timer.IsDue; batches++) timer.OnBatch();
        return batches;
    }
}
