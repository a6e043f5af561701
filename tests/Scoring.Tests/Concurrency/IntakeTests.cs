using Scoring.Concurrency;
using Scoring.Testing;

namespace Scoring.Tests.Concurrency;

public class IntakeTests
{
    [Fact]
    public void Door_is_open_until_it_is_closed()
    {
        var intake = new Intake(ThreadPoolStarter.Instance);

        Assert.False(intake.IsClosed);
        Assert.True(intake.TryEnter());
        Assert.True(intake.TryClose());
        Assert.True(intake.IsClosed);
        Assert.False(intake.TryEnter());
        Assert.False(intake.TryClose());
    }

    [Fact]
    public async Task Close_of_an_empty_intake_is_drained_at_once()
    {
        var intake = new Intake(ThreadPoolStarter.Instance);
        intake.TryClose();

        Assert.True(intake.WaitAsync().IsCompletedSuccessfully);
        Assert.True(await intake.WaitAsync(TimeSpan.Zero, new ManualTimeProvider()));
    }

    [Fact]
    public void Last_one_out_of_a_closed_intake_drains_it()
    {
        var intake = new Intake(ThreadPoolStarter.Instance);
        for (int i = 0; i < 3; i++) intake.TryEnter();
        intake.Exit();
        intake.TryClose();
        intake.Exit();
        Assert.False(intake.TryEnter());

        Assert.False(intake.WaitAsync().IsCompleted);
        intake.Exit();

        Assert.True(intake.WaitAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public void Open_intake_that_is_empty_is_not_drained()
    {
        var intake = new Intake(ThreadPoolStarter.Instance);
        intake.TryEnter();
        intake.Exit();

        Assert.False(intake.WaitAsync().IsCompleted);
    }

    [Fact]
    public async Task Wait_ends_after_the_time()
    {
        var intake = new Intake(ThreadPoolStarter.Instance);
        var clock = new ManualTimeProvider();
        intake.TryEnter();
        intake.TryClose();

        Task<bool> wait = intake.WaitAsync(TimeSpan.FromSeconds(5), clock).AsTask();
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(wait.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(await wait);
        Assert.False(intake.WaitAsync().IsCompleted);
        intake.Exit();
        Assert.True(await intake.WaitAsync(TimeSpan.Zero, clock));
    }

    [Fact]
    public async Task Wait_of_any_time_is_taken()
    {
        var intake = new Intake(ThreadPoolStarter.Instance);
        var clock = new ManualTimeProvider();
        intake.TryEnter();
        intake.TryClose();

        Task<bool>[] waits = [.. new[] { TimeSpan.MaxValue, TimeSpan.FromDays(50), Timeout.InfiniteTimeSpan }.Select(time => intake.WaitAsync(time, clock).AsTask())];
        clock.Advance(TimeSpan.FromDays(40));
        Assert.All(waits, static wait => Assert.False(wait.IsCompleted));
        intake.Exit();

        Assert.All(await Task.WhenAll(waits), Assert.True);
    }

    /// <summary>Threads go in and out while one closes the door: nobody enters afterwards, and it is drained exactly when the last has left.</summary>
    [Fact]
    public void Closed_intake_is_drained_when_the_last_has_left()
    {
        const int Visitors = 3;
        Intake intake = null!;

        Rounds.Run(
            Visitors + 1,
            rounds: 3000,
            (index, _, random) =>
            {
                if (index == Visitors) Close(intake, random);
                else Visit(intake, random);
            },
            _ => intake = new Intake(ThreadPoolStarter.Instance),
            _ =>
            {
                Assert.True(intake.WaitAsync().IsCompletedSuccessfully, $"An intake was never drained. SCORING_TEST_SEED={Properties.Seed}");
                Assert.False(intake.TryEnter());
            });
    }

    private static void Close(Intake intake, Random random)
    {
        Thread.SpinWait(random.Next(300));
        Assert.True(intake.TryClose());
        Assert.True(intake.IsClosed);
        Assert.False(intake.TryClose());
        Assert.False(intake.TryEnter());
    }

    private static void Visit(Intake intake, Random random)
    {
        // Not for ever: on a busy machine the thread that closes the door may have to wait for its turn.
        for (int left = random.Next(50); left > 0 && intake.TryEnter(); left--)
        {
            Assert.False(intake.WaitAsync().IsCompleted, "It was drained with somebody inside.");
            Thread.SpinWait(random.Next(20));
            Assert.False(intake.WaitAsync().IsCompleted, "It was drained with somebody inside.");
            intake.Exit();
        }
    }
}
