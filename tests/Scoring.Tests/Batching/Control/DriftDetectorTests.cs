using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class DriftDetectorTests
{
    [Theory]
    [InlineData(1.6)]
    [InlineData(0.6)]
    public void Step_is_noticed_within_ten_batches(double factor)
    {
        foreach (double noise in new[] { 0, 0.03, 0.1 })
        {
            for (int seed = 1; seed <= 20; seed++)
            {
                var random = new NoisyTimes(seed);
                var ring = new ResidualRing();
                var detector = new DriftDetector();
                int i = 0;
                while (i < 200) Assert.False(Add(detector, ring, random.Normal(noise), i++), $"Alarm at batch {i} with seed {seed}.");

                int batches = 1;
                while (!Add(detector, ring, Math.Log(factor) + random.Normal(noise), i++)) Assert.True(++batches <= 10, $"Not noticed with seed {seed} and noise {noise}.");
            }
        }
    }

    /// <summary>Of five batches two at most meet a pause: three that do look like a change.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.03)]
    public void Pauses_are_no_change(double noise)
    {
        for (int seed = 1; seed <= 20; seed++) Assert.True(AlarmsAtPauses(seed, noise, apart: 5) == 0, $"Alarm with seed {seed}.");
    }

    /// <summary>Now and then many pauses and much noise come together; then a model is learned anew that has not changed, which costs little.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.03)]
    [InlineData(0.1)]
    public void Pauses_that_come_together_seldom_look_like_a_change(double noise)
    {
        int alarms = Enumerable.Range(1, 20).Sum(seed => AlarmsAtPauses(seed, noise, apart: 0));
        Assert.True(alarms <= 10, $"{alarms} alarms in 40,000 batches");
    }

    [Fact]
    public void Sums_begin_anew_after_an_alarm()
    {
        var detector = new DriftDetector();
        int batches = 1;
        while (!detector.Add(1, 0.02, 1, batches, batches + 1)) batches++;

        for (int i = 1; i < batches; i++) Assert.False(detector.Add(1, 0.02, 1, batches + i, batches + i + 1));
        Assert.True(detector.Add(1, 0.02, 1, 2 * batches, (2 * batches) + 1));
    }

    [Fact]
    public void Spell_of_milliseconds_is_no_change_one_that_goes_on_is()
    {
        var detector = new DriftDetector();
        int i = 0;

        while (i < 45) Assert.False(Add(0.5));
        while (i < 200) Assert.False(Add(0));
        int batches = 1;
        while (!Add(0.5)) batches++;
        Assert.InRange(batches * 200e-6, 0.01, 0.011);

        // Batches of 200 µs, one after the other.
        bool Add(double residual) => detector.Add(residual, 0.02, residual, i * 200e-6, ++i * 200e-6);
    }

    [Theory]
    [InlineData(200e-6, 8)]
    [InlineData(2e-3, 3)]
    public void Short_batches_need_more_to_come_together_than_long_ones(double seconds, int least)
    {
        var detector = new DriftDetector();
        int batches = 0;

        while (!AddNext()) batches++;
        Assert.Equal(least, batches + 1);

        // Batches of five times as long, one each second.
        bool AddNext() => detector.Add(Math.Log(5), 0.02, Math.Log(5), batches, batches + (5 * seconds));
    }

    /// <summary>A batch that takes longer than a spell is not short of time.</summary>
    [Fact]
    public void Long_batches_that_come_back_together_are_a_change()
    {
        var detector = new DriftDetector();
        int batches = 1;
        while (!detector.Add(0.5, 0.02, 0.5, 0, 0.1)) batches++;
        Assert.InRange(batches, 2, 4);
    }

    [Fact]
    public void Small_change_is_left_to_the_usual_updates()
    {
        var detector = new DriftDetector();

        for (int i = 0; i < 1000; i++) Assert.False(detector.Add(0.11, 0.02, 0.11, i, i + 1));
    }

    /// <summary>Alarms in 2,000 batches of 10 ms, 1.5 % of which take 40 ms more.</summary>
    private static int AlarmsAtPauses(int seed, double noise, int apart)
    {
        var random = new NoisyTimes(seed);
        var ring = new ResidualRing();
        var detector = new DriftDetector();
        int alarms = 0;
        (int Last, int Before) pauses = (-100, -100);
        for (int i = 0; i < 2000; i++)
        {
            bool isPause = random.Chance(0.015) && i - pauses.Before >= apart;
            if (isPause) pauses = (i, pauses.Last);
            double seconds = (0.01 * random.LogNormal(noise)) + (isPause ? 0.04 : 0);
            if (Add(detector, ring, Math.Log(seconds / 0.01), i)) alarms++;
        }

        return alarms;
    }

    /// <summary>Batches of 10 ms.</summary>
    private static bool Add(DriftDetector detector, ResidualRing ring, double residual, int batch)
    {
        ring.Add(residual);
        return detector.Add(residual, ring.Spread, ring.RecentMedian, batch * 0.01, (batch + 1) * 0.01);
    }
}
