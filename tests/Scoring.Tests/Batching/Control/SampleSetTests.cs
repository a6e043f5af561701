using FsCheck;
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
    public void Rank_counts_the_pairs_in_which_a_sample_is_larger() => Properties.Check<(NonEmptyArray<sbyte> Samples, NonEmptyArray<sbyte> Others, sbyte Shift)>(static input =>
    {
        (sbyte[] samples, sbyte[] others) = (input.Samples.Get, input.Others.Get);
        SampleSet set = Of(samples), other = Of(others);
        double larger = samples.Sum(sample => others.Sum(o => 0.5 * (1 + Math.Sign(sample - input.Shift - o))));
        double pairs = samples.Length * others.Length;
        double deviation = Math.Sqrt(pairs * (samples.Length + others.Length + 1) / 12);
        Assert.Equal((larger - (pairs / 2)) / deviation, set.RankOver(other, input.Shift), 1e-9);
    });

    [Fact]
    public void Three_samples_that_all_are_larger_than_three_others_are_1_96_deviations_over_them() =>
        Assert.Equal(1.964, Of([4, 5, 6]).RankOver(Of([1, 2, 3]), 0), 0.001);

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

    private static SampleSet Of(sbyte[] samples)
    {
        var set = new SampleSet(samples.Length);
        foreach (sbyte sample in samples) set.Add(sample);
        return set;
    }
}
