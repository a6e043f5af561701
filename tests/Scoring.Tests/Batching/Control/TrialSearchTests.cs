using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

/// <summary>What is tried has to be the size that little is known of, or it is tried for ever.</summary>
public class TrialSearchTests
{
    [Fact]
    public void Size_that_was_seen_too_few_times_is_tried_as_it_is()
    {
        ServiceTimeModel model = Models.Linear(0.02, 0.0008, 32, 64, 80, 104);
        model.Add(111, 1, 0.102);

        // 104 would be the multiple of eight, and nothing new.
        Assert.Equal(111, Trial(model, limit: 120, rate: model.Curve.Sizes[3] / model.Curve.Times[3]));
    }

    [Fact]
    public void Size_between_two_is_none_of_them()
    {
        foreach (int left in new[] { 4, 20, 96, 104, 200, 256, 400 })
        {
            for (int right = left + 1; right < 2 * left; right++)
            {
                ServiceTimeModel model = Models.Linear(0.1, 0.0001, left, right);
                int trial = Trial(model, limit: right, rate: 0, isBetweenOnly: true);
                Assert.True(trial == 0 || (trial > left && trial < right), $"{trial} between {left} and {right}");
            }
        }
    }

    [Fact]
    public void Gap_that_is_wide_enough_is_tried() => Assert.Equal(104, Trial(Models.Linear(0.1, 0.0001, 96, 112), limit: 112, rate: 0, isBetweenOnly: true));

    [Fact]
    public void Larger_size_is_none_that_is_known()
    {
        foreach (int known in new[] { 1, 2, 5, 50, 100, 104, 500 })
        {
            for (int limit = known; limit <= 3 * known; limit++)
            {
                int trial = Beyond(Models.Linear(0.1, 0.0001, known), limit);
                Assert.True(trial == 0 || (trial > known && trial <= limit), $"{trial} beyond {known}, up to {limit}");
            }
        }
    }

    [Fact]
    public void Sizes_that_were_only_moved_with_others_do_not_keep_larger_ones_from_being_tried()
    {
        ServiceTimeModel model = Models.Linear(0.02, 0.0008, 32, 64, 104);

        // A crowd made it slow; since then all are faster, as far as is known.
        for (int i = 0; i < 8; i++) model.Add(128, 1, 0.18);
        model.Shift(Math.Log(1.01));
        double best = model.Time(104);
        for (int i = 0; i < 8; i++) model.Add(104, 1, best);
        int trial = Trial(model, limit: 1000, rate: 1.04 * 104 / best);

        Assert.InRange(trial, 150, 208);
        for (int i = 0; i < 8; i++) model.Add(128, 1, 0.18);
        Assert.Equal(0, Trial(model, limit: 1000, rate: 1.04 * 104 / best));
    }

    [Fact]
    public void Half_of_a_known_size_is_tried_until_it_is_known_too()
    {
        ServiceTimeModel model = Models.Linear(0.0001, 0.0001, 1);
        model.Add(200, 1, 0.0001 + (200 * 0.0001));
        Assert.Equal(0, Half(model, inUse: 200));
        for (int i = 0; i < 8; i++) model.Add(200, 1, 0.0001 + (200 * 0.0001));
        Assert.Equal(96, Half(model, inUse: 200));
        for (int i = 0; i < 8; i++) model.Add(96, 1, 0.0001 + (96 * 0.0001));
        Assert.Equal(0, Half(model, inUse: 200));
    }

    [Fact]
    public void Half_of_a_size_is_not_tried_where_it_would_serve_fewer_rows()
    {
        ServiceTimeModel model = Models.Linear(0.01, 0.0001, 1, 200);

        Assert.Equal(0, Half(model, inUse: 200));
    }

    private static int Half(ServiceTimeModel model, int inUse)
    {
        var search = new TrialSearch(model.Curve, limit: inUse, maxTime: double.PositiveInfinity, overhead: 0, rate: double.PositiveInfinity);
        search.TryHalf(inUse, 0.975 * inUse / model.Time(inUse));
        return search.Size;
    }

    private static int Trial(ServiceTimeModel model, int limit, double rate, bool isBetweenOnly = false)
    {
        var search = new TrialSearch(model.Curve, limit, maxTime: 0.25, overhead: 0, rate);
        search.TryBetween();
        if (isBetweenOnly) return search.Size;
        search.TryKnown(spread: 0.1);
        search.TryBeyond();
        search.TryBeyondSeen();
        return search.Size;
    }

    private static int Beyond(ServiceTimeModel model, int limit)
    {
        var search = new TrialSearch(model.Curve, limit, maxTime: 10, overhead: 0, rate: 0);
        search.TryBeyond();
        return search.Size;
    }
}
