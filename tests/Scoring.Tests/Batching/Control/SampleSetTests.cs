using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class SampleSetTests
{
    [Fact]
    public void Median_is_that_of_the_last_samples() => Properties.Check<(int[] Samples, byte Capacity)>(static input =>
    {
        int capacity = 1 + (input.Capacity % 20);
        var set = new SampleSet(capacity);
        for (int i = 0; i < input.Samples.Length; i++)
        {
            set.Add(input.Samples[i]);
            double[] last = [.. input.Samples.Take(i + 1).TakeLast(capacity).Select(static sample => (double)sample).Order()];
            Assert.Equal(last.Length, set.Count);
            Assert.Equal((last[last.Length / 2] + last[(last.Length - 1) / 2]) / 2, set.Median());
        }
    });

    [Fact]
    public void Cleared_set_begins_anew()
    {
        var set = new SampleSet(3);
        for (int i = 0; i < 5; i++) set.Add(100);
        set.Clear();
        Assert.Equal(0, set.Count);

        set.Add(1);
        Assert.Equal(1, set.Median());
    }
}
