using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class ServiceTimeModelTests
{
    [Fact]
    public void Times_are_learned_and_multiplied_by_those_of_batches_in_flight()
    {
        ServiceTimeModel model = Models.Linear(0.01, 0.001, 8, 16, 32, 64);
        model.SetInflation(1, 4, Math.Log(2));

        Assert.Equal(0.034, model.Time(24), 6);
        Assert.Equal(0.068, model.Time(24, 4), 6);
        Assert.Equal(0, model.LogRatio(32, 0.042), 6);
        Assert.Equal(0, model.Add(32, 4, 0.084), 6);
    }

    [Fact]
    public void Nothing_learned_is_no_time()
    {
        var model = new ServiceTimeModel(4, 1);

        Assert.Equal(0, model.Time(10, 2));
        Assert.Equal(0, model.Add(10, 1, 0.02));
        Assert.Equal(0.02, model.Time(10), 9);
    }

    [Fact]
    public void Probe_upwards_is_interpolated_and_stays_beyond()
    {
        var model = new ServiceTimeModel(8, 1);
        model.SetInflation(1, 4, Math.Log(4));

        Assert.Equal([1, 2, 3, 4, 4, 4, 4, 4], Enumerable.Range(1, 8).Select(k => Math.Round(model.Inflation(k), 9)));
        Assert.Equal(4, model.KnownParallel);
    }

    [Fact]
    public void Probe_downwards_leaves_what_is_known_of_more_in_flight()
    {
        var model = new ServiceTimeModel(8, 1);
        model.SetInflation(1, 8, Math.Log(8));
        model.SetInflation(8, 6, Math.Log(5.0 / 8));

        Assert.Equal(5, model.Inflation(6), 9);
        Assert.InRange(model.Inflation(7), 5.1, 7.9);
        Assert.Equal(8, model.Inflation(8), 9);
        Assert.Equal([1, 2, 3, 4, 5], Enumerable.Range(1, 5).Select(k => Math.Round(model.Inflation(k), 9)));
    }

    [Fact]
    public void One_batch_in_flight_is_the_unit()
    {
        var model = new ServiceTimeModel(2, 2);
        model.SetInflation(1, 2, Math.Log(2));
        model.SetInflation(2, 1, Math.Log(0.9));

        Assert.Equal(1, model.Inflation(1));
        Assert.Equal(2, model.Inflation(2), 9);
    }

    [Fact]
    public void Fewer_in_flight_are_never_slower_and_more_never_faster()
    {
        var model = new ServiceTimeModel(8, 8);
        model.SetInflation(8, 6, Math.Log(1.2));
        model.SetInflation(6, 7, Math.Log(0.8));

        Assert.Equal(Enumerable.Repeat(1.0, 8), Enumerable.Range(1, 8).Select(k => Math.Round(model.Inflation(k), 9)));
    }

    [Fact]
    public void Shift_moves_all_times()
    {
        ServiceTimeModel model = Models.Linear(0.01, 0.001, 8, 16, 32);
        model.Shift(Math.Log(1.5));

        Assert.Equal(1.5 * 0.03, model.Time(20), 6);
    }

    [Fact]
    public void Restored_model_knows_what_the_other_did_and_keeps_the_last_inflation_beyond()
    {
        ServiceTimeModel old = Models.Linear(0.01, 0.001, 8, 16, 32);
        var model = new ServiceTimeModel(8, 1);
        model.Restore(old.Buckets, [0, 0, Math.Log(1.2), Math.Log(1.5)], new StepFit(16, 0.01, 0.001));

        Assert.Equal(0.03, model.Time(20), 6);
        Assert.Equal(3, model.KnownParallel);
        Assert.Equal(16, model.Curve.Step.Step);
        Assert.Equal([1, 1.2, 1.5, 1.5, 1.5], new[] { 1, 2, 3, 4, 8 }.Select(k => Math.Round(model.Inflation(k), 9)));
    }

    [Fact]
    public void Restored_model_that_knows_nothing_learns_from_its_first_batch()
    {
        var model = new ServiceTimeModel(8, 1);
        model.Restore([], [], default);

        Assert.Equal(0, model.Add(10, 1, 0.02));
        Assert.Equal(0.02, model.Time(10), 9);
    }

    [Fact]
    public void Any_times_leave_a_curve_of_finite_times() => Properties.Check<int>(static seed =>
    {
        var random = new NoisyTimes(seed);
        var model = new ServiceTimeModel(4, 4);
        for (int i = 0; i < 300; i++)
        {
            int rows = random.Chance(0.1) ? 1_000_000 : random.Next(1, 10_000);
            double seconds = random.Chance(0.1) ? 1e-7 : random.Chance(0.1) ? 1e11 : random.Between(0.001, 0.1);
            Assert.True(double.IsFinite(model.Add(rows, random.Next(1, 9), seconds)));
        }

        foreach (int rows in new[] { 1, 10, 100, 1000, 10_000, 1_000_000 }) Assert.True(double.IsFinite(model.Time(rows)) && model.Time(rows) > 0);
        Assert.True(double.IsFinite(model.Residuals.Spread) && double.IsFinite(model.TailFactor));
    });
}
