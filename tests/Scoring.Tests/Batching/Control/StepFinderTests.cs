using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class StepFinderTests
{
    [Fact]
    public void Step_is_found_from_noisy_times_of_many_sizes()
    {
        foreach (int step in new[] { 16, 32, 50, 64, 128 })
        {
            for (int seed = 1; seed <= 5; seed++)
            {
                StepFit found = Find(seed, 0.03, 8 * step, rows => 0.003 + (0.0002 * step * Math.Ceiling((double)rows / step)));
                Assert.True(found.Step == step, $"{found} instead of {step} with seed {seed}");
                Assert.InRange(found.TimeOf(step + 1), 0.9 * (0.003 + (0.0004 * step)), 1.1 * (0.003 + (0.0004 * step)));
            }
        }
    }

    [Fact]
    public void Straight_line_has_no_step()
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            foreach (double noise in new[] { 0, 0.03, 0.1, 0.2 })
            {
                StepFit found = Find(seed, noise, 500, static rows => 0.003 + (0.0002 * rows));
                Assert.False(found.IsFound, $"{found} with seed {seed} and noise {noise}");
            }
        }
    }

    [Fact]
    public void Few_sizes_say_nothing()
    {
        var finder = new StepFinder();
        for (int i = 0; i < 2000; i++) finder.Add(32 * (1 + (i % 3)), 0.01 * (1 + (i % 3)));

        Assert.False(finder.Found.IsFound);
    }

    [Fact]
    public void Restored_step_is_believed_until_enough_sizes_say_something_else()
    {
        var finder = new StepFinder();
        finder.Restore(new StepFit(64, 0.001, 0.0001));
        for (int i = 0; i < 200; i++) finder.Add(1 + (i % 3), 0.002);
        Assert.Equal(64, finder.Found.Step);
        for (int i = 0; i < 1500; i++) finder.Add(1 + (i * 7 % 300), 0.001 + (0.0001 * (1 + (i * 7 % 300))));

        Assert.False(finder.Found.IsFound);
    }

    [Fact]
    public void Shift_moves_what_was_found()
    {
        var finder = new StepFinder();
        for (int i = 0; i < 500; i++) finder.Add(1 + (i * 7 % 300), 0.001 + (0.0001 * 64 * Math.Ceiling((1 + (i * 7 % 300)) / 64.0)));
        double before = finder.Found.TimeOf(100);
        finder.Shift(2);

        Assert.Equal(64, finder.Found.Step);
        Assert.Equal(2 * before, finder.Found.TimeOf(100), 9);
    }

    private static StepFit Find(int seed, double noise, int largest, Func<int, double> time)
    {
        var random = new NoisyTimes(seed);
        var finder = new StepFinder();
        for (int i = 0; i < 1500; i++)
        {
            int rows = random.Next(1, largest);
            finder.Add(rows, time(rows) * random.LogNormal(noise));
        }

        return finder.Found;
    }
}
