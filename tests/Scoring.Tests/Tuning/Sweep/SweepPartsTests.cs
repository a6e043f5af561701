using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Tuning;
using Scoring.Tuning.Sweep;

namespace Scoring.Tests.Tuning.Sweep;

public class SweepPartsTests
{
    [Fact]
    public void Round_has_every_setting_once_in_an_order_that_the_seed_decides()
    {
        Setting[] settings = [.. Enumerable.Range(1, 20).Select(static rows => new Setting(rows, 1))];

        Setting[] first = RoundOrder.Shuffle(settings, new Random(1)), again = RoundOrder.Shuffle(settings, new Random(1)), other = RoundOrder.Shuffle(settings, new Random(2));

        Assert.Equal(settings, first.OrderBy(static setting => setting.Rows));
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.NotEqual(settings, first);
    }

    [Fact]
    public void Warm_up_is_over_when_times_are_steady_or_there_were_ten()
    {
        Assert.False(SteadyTimes.AreReached([5, 1, 1, 1, 1]));
        Assert.True(SteadyTimes.AreReached([1, 1, 1, 1, 1, 1]));
        Assert.False(SteadyTimes.AreReached([3, 3, 3, 1, 1, 1]));
        Assert.True(SteadyTimes.AreReached([9, 8, 7, 6, 5, 4, 3, 2, 1, 0.5]));
        Assert.Equal(2, SteadyTimes.Of([9, 1, 3, 2]));
    }

    [Fact]
    public void Grid_goes_up_to_what_the_model_runs_at_once()
    {
        SweepGrid local = SweepGrid.Create(new TuningOptions(), LongModel.Signature(lanes: 6), static rows => 8 * rows);
        SweepGrid remote = SweepGrid.Create(new TuningOptions(), LongModel.Signature(), static rows => 8 * rows);
        SweepGrid asked = SweepGrid.Create(new TuningOptions { ParallelRequests = [9, 1, 1], BatchSizes = [7, 3, 7] }, LongModel.Signature(lanes: 6), static rows => 8 * rows);

        Assert.Equal([1, 2, 4, 6], local.Parallel);
        Assert.Equal([1, 2, 4, 8, 16, 20], remote.Parallel);
        Assert.Equal([3, 7], asked.Sizes);
        Assert.Equal([1], asked.Parallel);
        Assert.Equal(9, Assert.Single(asked.Skipped).ParallelRequests);
    }

    [Fact]
    public void Requests_hold_the_rows_of_the_sample_one_after_another_and_again()
    {
        using RecordBatch sample = LongModel.Batch(5);
        using var batches = new SampleBatches(sample);
        batches.Prepare(3, 2);
        batches.Prepare(12, 1);

        long[][] threes = [.. Enumerable.Range(0, 5).Select(_ => batches.Next(3).GetColumn<long>(0).Values.ToArray())];

        Assert.Contains(threes, static rows => rows is [0, 1, 2]);
        Assert.Contains(threes, static rows => rows is [3, 4, 0]);
        long[] twelve = batches.Next(12).GetColumn<long>(0).Values.ToArray();
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (twelve[0] + i) % 5), twelve);
        Assert.Equal(80, batches.BytesOf(10));
    }

    [Fact]
    public void Sample_hash_tells_values_types_and_slices_apart()
    {
        using RecordBatch five = LongModel.Batch(5), other = LongModel.Batch(5, first: 1), texts = RecordBatch.FromColumns(ColumnValues.Of("row", new[] { "a", null, "" }));

        Assert.Equal(SampleHash.Of(five), SampleHash.Of(LongModel.Batch(5)));
        Assert.Equal(SampleHash.Of(five.Slice(1, 4)), SampleHash.Of(other.Slice(0, 4)));
        Assert.Equal(4, new[] { five, other, texts, five.Slice(0, 4) }.Select(SampleHash.Of).Distinct().Count());
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Knee_of_too_few_rounds_is_not_clear(int rounds, bool isClear)
    {
        Measurements[] points = [.. new[] { 1, 10, 100, 1000 }.Select(static rows => new Measurements(new Setting(rows, 1), isRefinement: false))];
        foreach (Measurements point in points)
        {
            for (int i = 0; i < rounds; i++) point.Add(new Visit([0.001 + (0.0001 * point.Setting.Rows)], 1, 0, null));
        }

        KneeAnswer knee = KneeReading.Of(new MeasuredCurve(points, 1), new Random(1));

        Assert.Equal((isClear, isClear ? 1.0 : 0), (knee.IsClear, knee.Confidence));
        if (!isClear) Assert.Equal((1, 1000), (knee.LowRows, knee.HighRows));
    }

    [Fact]
    public void Knee_at_the_smallest_size_that_could_be_measured_may_be_smaller()
    {
        Measurements[] points = [.. new[] { 500, 1000 }.Select(static rows => new Measurements(new Setting(rows, 2), isRefinement: false))];
        foreach (Measurements point in points)
        {
            for (int i = 0; i < 5; i++) point.Add(new Visit([1e-6 * point.Setting.Rows], 1, 0, null));
        }

        var curve = new MeasuredCurve(points, 2);
        KneeAnswer all = KneeReading.Within(new SweepGrid([500, 1000], [1, 2], []), curve, new Random(1)), some = KneeReading.Within(new SweepGrid([1, 500, 1000], [1, 2], []), curve, new Random(1));

        Assert.Equal((500, true), (all.Rows, all.IsClear));
        Assert.Equal((500, false, 0, 1), (some.Rows, some.IsClear, some.Confidence, some.LowRows));
    }

    [Fact]
    public void Outliers_count_for_the_tail_and_not_for_the_curve()
    {
        var measured = new Measurements(new Setting(10, 2), isRefinement: false);
        for (int i = 0; i < 9; i++) measured.Add(new Visit([1.00 + (0.001 * i), 1.01, i == 4 ? 5.0 : 1.02], 3, 0, null));

        TuningPoint point = measured.ToPoint();

        Assert.InRange(point.MedianSeconds, 1.0, 1.02);
        Assert.Equal((5.0, 27, 9), (point.P99Seconds, point.Samples, point.Rounds));
        Assert.Equal(1.0 / 27, point.OutlierShare, 1e-9);
        Assert.Equal(20 / point.MedianSeconds, point.RowsPerSecond, 1e-9);
        Assert.True(point.IsStable);
    }
}
