using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class SizeBucketsTests
{
    [Fact]
    public void Buckets_cover_all_sizes_without_gaps_and_ascending()
    {
        Assert.Equal(0, SizeBuckets.Of(1));
        for (int size = 2; size <= 10_000; size++) Assert.InRange(SizeBuckets.Of(size) - SizeBuckets.Of(size - 1), 0, 1);
        Assert.Equal(SizeBuckets.Count - 1, SizeBuckets.Of(10_000));
    }

    [Fact]
    public void Sizes_in_a_bucket_differ_by_a_few_percent()
    {
        for (int size = 1, first = 1; size <= 10_000; size++)
        {
            if (SizeBuckets.Of(size) != SizeBuckets.Of(first)) first = size;
            Assert.True(size < first * 1.0626, $"{first} and {size} share a bucket.");
        }
    }

    [Fact]
    public void Small_sizes_have_a_bucket_each() =>
        Assert.Equal(32, Enumerable.Range(1, 32).Select(SizeBuckets.Of).Distinct().Count());

    [Theory]
    [InlineData(10_001)]
    [InlineData(int.MaxValue)]
    public void Size_beyond_the_ceiling_is_in_the_last_bucket(int size) => Assert.Equal(SizeBuckets.Count - 1, SizeBuckets.Of(size));
}
