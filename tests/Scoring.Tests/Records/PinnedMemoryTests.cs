namespace Scoring.Tests.Records;

public class PinnedMemoryTests
{
    [Fact]
    public void Default_has_no_memory()
    {
        PinnedMemory memory = default;

        Assert.Equal(0, memory.Capacity);
        Assert.Equal(0, memory.Address);
        Assert.True(memory.Span(0, 0).IsEmpty);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void Grow_gives_aligned_memory_of_the_capacity(int capacity)
    {
        PinnedMemory memory = default;

        memory.Grow(capacity, keep: 0);

        Assert.Equal(capacity, memory.Capacity);
        Assert.NotEqual(0, memory.Address);
        Assert.Equal(0, memory.Address % PinnedMemory.Alignment);
        Assert.Equal(capacity, memory.Span(0, capacity).Length);
    }

    [Fact]
    public void Grow_keeps_what_it_was_told_to_keep()
    {
        PinnedMemory memory = default;
        memory.Grow(100, keep: 0);
        for (int i = 0; i < 100; i++) memory.Span(0, 100)[i] = (byte)i;

        for (int capacity = 200; capacity <= 2_000; capacity += 100)
        {
            memory.Grow(capacity, keep: 100);

            Assert.Equal(Enumerable.Range(0, 100).Select(static i => (byte)i), memory.Span(0, 100).ToArray());
            Assert.Equal(0, memory.Address % PinnedMemory.Alignment);
        }
    }

    [Fact]
    public void Span_beyond_the_capacity_throws()
    {
        PinnedMemory memory = default;
        memory.Grow(100, keep: 0);

        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Span(0, 100 + PinnedMemory.Alignment + PinnedMemory.Slack + 1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Span(-1 - PinnedMemory.Alignment, 1).Length);
    }
}
