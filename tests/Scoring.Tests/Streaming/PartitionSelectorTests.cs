using Scoring.Streaming;

namespace Scoring.Tests.Streaming;

public class PartitionSelectorTests
{
    // Worked out by another implementation of FNV-1a, over UTF-16 and over eight bytes, the low one first.
    [Theory]
    [InlineData("", 0x811C9DC5u)]
    [InlineData("a", 0x2B24D044u)]
    [InlineData("foobar", 0xA29F12FAu)]
    [InlineData("Straße 7", 0x21865B14u)]
    public void Text_key_has_the_same_partition_for_ever(string key, uint hash) =>
        Assert.All(new[] { 1, 2, 7, 1000, int.MaxValue }, partitions => Assert.Equal((int)(hash % (uint)partitions), PartitionSelector.PartitionOf(key, partitions)));

    [Theory]
    [InlineData(0L, 0x9BE17165u)]
    [InlineData(1L, 0x3E801244u)]
    [InlineData(-1L, 0x6CAE0A5Du)]
    [InlineData(long.MaxValue, 0xECAED3DDu)]
    public void Number_has_the_same_partition_for_ever(long key, uint hash) =>
        Assert.All(new[] { 1, 2, 7, 1000, int.MaxValue }, partitions => Assert.Equal((int)(hash % (uint)partitions), PartitionSelector.PartitionOf(key, partitions)));

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(100)]
    public void Keys_are_spread_evenly(int partitions)
    {
        const int PerPartition = 1000;
        int[] numbers = new int[partitions];
        int[] texts = new int[partitions];
        for (int key = 0; key < partitions * PerPartition; key++)
        {
            numbers[PartitionSelector.PartitionOf(key, partitions)]++;
            texts[PartitionSelector.PartitionOf($"customer-{key}", partitions)]++;
        }

        Assert.All((int[])[.. numbers, .. texts], static count => Assert.InRange(count, PerPartition * 8 / 10, PerPartition * 12 / 10));
    }

    [Fact]
    public void Selectors_take_the_partition_of_the_key()
    {
        Func<string?, int> byText = PartitionSelector.ByKey<string?>(static row => row, 10);
        Func<long, int> byNumber = PartitionSelector.ByKey<long>(static row => row, 10);

        Assert.All(new[] { "", "a", "foobar" }, key => Assert.Equal(PartitionSelector.PartitionOf(key, 10), byText(key)));
        Assert.Equal(byText(""), byText(null));
        Assert.All(new long[] { 0, 5, -3 }, key => Assert.Equal(PartitionSelector.PartitionOf(key, 10), byNumber(key)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Partitions_below_one_are_refused(int partitions)
    {
        Assert.Throws<ArgumentOutOfRangeException>("partitions", () => PartitionSelector.PartitionOf("a", partitions));
        Assert.Throws<ArgumentOutOfRangeException>("partitions", () => PartitionSelector.PartitionOf(1, partitions));
        Assert.Throws<ArgumentOutOfRangeException>("partitions", () => PartitionSelector.ByKey<string>(static row => row, partitions));
        Assert.Throws<ArgumentOutOfRangeException>("partitions", () => PartitionSelector.ByKey<long>(static row => row, partitions));
    }

    [Fact]
    public void Key_must_be_given()
    {
        Assert.Throws<ArgumentNullException>("key", () => PartitionSelector.ByKey((Func<string, string?>)null!, 1));
        Assert.Throws<ArgumentNullException>("key", () => PartitionSelector.ByKey((Func<string, long>)null!, 1));
    }
}
