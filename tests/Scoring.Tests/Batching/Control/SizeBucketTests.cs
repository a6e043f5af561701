using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class SizeBucketTests
{
    [Fact]
    public void First_sample_that_took_much_longer_than_expected_is_not_believed()
    {
        var bucket = new SizeBucket();
        bucket.Add(10, logTime: 2, expected: 0, clip: 0.35, batch: 1);

        Assert.Equal(0.25, bucket.LogTime);
    }

    [Fact]
    public void Second_and_third_samples_outvote_a_slow_first_one()
    {
        var bucket = new SizeBucket();
        bucket.Add(10, 2, 2, 0.35, 1);
        bucket.Add(10, 0.1, 0, 0.35, 2);
        Assert.Equal(0.1, bucket.LogTime);

        bucket.Add(10, 0.2, 0, 0.35, 3);
        Assert.Equal(0.2, bucket.LogTime);
    }

    [Fact]
    public void Later_sample_moves_the_time_by_no_more_than_the_clip()
    {
        var bucket = SizeBucket.Of(10, 0, 20);
        bucket.Add(10, 100, 0, clip: 0.4, batch: 1);

        Assert.Equal(0.05 * 0.4, bucket.LogTime, 12);
    }

    [Fact]
    public void Sample_after_many_batches_of_other_sizes_counts_more()
    {
        SizeBucket soon = SizeBucket.Of(10, 0, 20), late = SizeBucket.Of(10, 0, 20);
        soon.Add(10, 0.1, 0, 1, batch: 1);
        late.Add(10, 0.1, 0, 1, batch: 10_000);

        Assert.Equal(0.05, late.LogTime, 12);
        Assert.True(soon.LogTime < late.LogTime);
    }

    [Fact]
    public void Size_stays_between_the_sizes_seen_and_count_is_limited()
    {
        var random = new NoisyTimes(1);
        var bucket = new SizeBucket();
        for (int i = 1; i < 1000; i++)
        {
            bucket.Add(random.Next(96, 100), -3, -3, 0.15, i);
            Assert.InRange(bucket.Size, 96, 99);
            Assert.InRange(bucket.Count, 1, 20);
        }
    }

    [Fact]
    public void Shift_moves_the_time_and_lets_new_samples_count_more()
    {
        var bucket = SizeBucket.Of(10, -3, 20);
        bucket.Shift(0.5);

        Assert.Equal(-2.5, bucket.LogTime, 12);
        Assert.Equal(2, bucket.Count);
        Assert.True(bucket.IsMoved);
        bucket.Add(10, -2.5, -2.5, 0.15, 1);
        Assert.False(bucket.IsMoved);
    }
}
