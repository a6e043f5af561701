using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Tests.Tuning.Sweep;
using Scoring.Tuning;

namespace Scoring.Tests.Tuning;

/// <summary>What a sweep does when not all is well. Times are those of a curve, on its own clock.</summary>
public class ScoringTunerTests
{
    private static readonly ServiceCurve s_curve = new("4 + 0.1 b", static b => 4 + (0.1 * b));

    private readonly CurveLeaf _service = new(s_curve, seed: 6);

    [Fact]
    public async Task Report_holds_what_was_measured_and_what_follows()
    {
        TuningReport report = await RunAsync(new ScriptedLeaf(), Options());

        Assert.False(report.IsPartial);
        Assert.Equal(TuningOptions.DefaultBatchSizes, report.Points.Where(static point => !point.IsRefinement).Select(static point => point.Rows));
        Assert.Contains(report.Points, static point => point.IsRefinement);
        Assert.Equal(report.Points.Select(static point => point.Rows), report.FirstCalls.Select(static call => call.Rows));
        Assert.All(report.Points, static point => Assert.True(point.Rounds >= 3 && point.LowSeconds <= point.MedianSeconds && point.MedianSeconds <= point.HighSeconds && point.P50Seconds <= point.P99Seconds));
        Assert.InRange(report.Recommended!.Rows, 1000, 2000);
        Assert.Null(report.Recommended.Lanes);
        Assert.Null(report.LargestWithinBudget);
        Assert.Equal((report.Knee.IsClear, 3), (report.Knee.Confidence >= 0.8, report.OtherVerdicts.Length));
        Assert.Equal((100, 64), (report.SampleRows, report.SampleHash.Length));
        Assert.True(report.Environment.IsSameMachineClass(TuningEnvironment.Current()));
    }

    [Fact]
    public async Task Report_is_the_same_after_writing_and_reading_and_makes_a_profile()
    {
        TuningReport report = await RunAsync(new ScriptedLeaf(), Options());

        TuningReport read = TuningReport.FromJson(report.ToJson());
        TuningProfile profile = TuningProfile.FromJson(report.ToProfile().ToJson());

        Assert.Equal(report.ToJson(), read.ToJson());
        Assert.Equal(report.Points.Select(WithoutRounds), profile.Points.Select(WithoutRounds));
        Assert.Equal(report.Points.SelectMany(static point => point.RoundSeconds), profile.Points.SelectMany(static point => point.RoundSeconds));
        Assert.Equal((report.Recommended, report.Knee, report.SampleHash, report.Environment), (profile.Recommended, profile.Knee, profile.SampleHash, profile.Environment));
        Assert.Equal(report.Points.Select(static point => (double)point.Rows), profile.Sizes.Select(static size => size.Rows));
    }

    /// <summary>Arrays are equal to themselves only.</summary>
    private static TuningPoint WithoutRounds(TuningPoint point) => point with { RoundSeconds = [] };

    [Theory]
    [InlineData("{}", "no version")]
    [InlineData("{", "damaged")]
    [InlineData("""{"version":9}""", "version 9")]
    [InlineData("""{"version":1}""", "damaged")]
    public void Text_that_is_no_report_is_refused(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<ScoringProfileException>(() => TuningReport.FromJson(json)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Cold_start_does_not_make_sizes_too_slow()
    {
        int sent = 0;
        var cold = new CurveLeaf(new ServiceCurve("a cold start", rows => sent++ == 0 ? 3000 : 4 + (0.1 * rows)), seed: 6);
        using RecordBatch sample = LongModel.Batch(100);

        TuningReport report = await ScoringTuner.RunAsync(cold, sample, new TuningOptions { ParallelRequests = [1], LoadCheck = LoadCheckMode.None, TimeProvider = cold, Starter = InlineStarter.Instance });

        Assert.Empty(report.Skipped);
        Assert.True(report.FirstCalls[0].Seconds > 2 && report.FirstCalls[0].SteadySeconds < 0.01);
        Assert.Equal(TuningOptions.DefaultBatchSizes, report.Points.Where(static point => !point.IsRefinement).Select(static point => point.Rows));
    }

    [Fact]
    public async Task Size_that_is_slow_again_and_again_is_too_slow()
    {
        var slow = new CurveLeaf(new ServiceCurve("10 b", static rows => 10 * rows), seed: 6);
        using RecordBatch sample = LongModel.Batch(100);

        TuningReport report = await ScoringTuner.RunAsync(slow, sample, new TuningOptions { ParallelRequests = [1], LoadCheck = LoadCheckMode.None, TimeProvider = slow, Starter = InlineStarter.Instance });

        Assert.Equal([200, 500, 1000, 2000], report.Skipped.Select(static skipped => skipped.Rows).Order());
        Assert.Contains("too long to be measured often", report.Skipped[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_sizes_over_the_budget_end_the_ascent()
    {
        TuningOptions options = Options();
        options.P99Budget = TimeSpan.FromMilliseconds(20);

        TuningReport report = await RunAsync(new ScriptedLeaf(), options);

        Assert.Equal([1000, 2000], report.Skipped.Select(static skipped => skipped.Rows));
        Assert.All(report.Skipped, static skipped => Assert.Contains("over the budget of 20 ms", skipped.Reason, StringComparison.Ordinal));
        Assert.True(report.Recommended!.ExpectedP99Seconds <= 0.02);
        Assert.Equal(0.02, report.P99BudgetSeconds);
        Assert.InRange(report.LargestWithinBudget!.Rows!.Value, 8, 100);
        Assert.False(report.IsPartial);
    }

    [Fact]
    public async Task Sizes_beyond_the_byte_limit_are_not_sent()
    {
        int largest = 0;
        TuningOptions options = Options();
        options.MaxBatchBytes = 8 * 200;

        TuningReport report = await RunAsync(new ScriptedLeaf(), options, rows => largest = Math.Max(largest, rows));

        Assert.Equal(200, largest);
        Assert.Equal([500, 1000, 2000], report.Skipped.Select(static skipped => skipped.Rows));
        Assert.Contains(nameof(TuningOptions.MaxBatchBytes), report.Skipped[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_that_is_too_large_bars_larger_ones()
    {
        TuningReport report = await RunAsync(new ScriptedLeaf(), Options(), static rows =>
        {
            if (rows > 300) throw new ScoringRefusedException("too large") { Status = 413 };
        });

        Assert.False(report.IsPartial);
        Assert.Equal([500, 1000, 2000], report.Skipped.Select(static skipped => skipped.Rows).Order());
        Assert.Contains("status 413", report.Skipped[0].Reason, StringComparison.Ordinal);
        Assert.Equal(200, report.Recommended!.Rows);
    }

    [Fact]
    public async Task Out_of_memory_bars_larger_ones()
    {
        TuningReport report = await RunAsync(new ScriptedLeaf(), Options(), static rows =>
        {
            if (rows > 900) throw new ScoringModelException("out of memory", new OutOfMemoryException());
        });

        Assert.Equal([1000, 2000], report.Skipped.Select(static skipped => skipped.Rows).Order());
    }

    [Fact]
    public async Task Endpoint_that_dies_leaves_a_partial_report()
    {
        int sent = 0;

        TuningReport report = await RunAsync(new ScriptedLeaf(), Options(), _ =>
        {
            if (++sent > 150) throw new ScoringEndpointException("connection refused") { Failure = EndpointFailure.Connection };
        });

        Assert.True(report.IsPartial);
        Assert.Contains("connection refused", report.PartialReason, StringComparison.Ordinal);
        Assert.NotEmpty(report.Points);
        Assert.NotNull(report.Recommended);
        Assert.Empty(report.LoadChecks);
        TuningReport.FromJson(report.ToJson());
    }

    [Fact]
    public async Task Error_of_the_first_request_is_the_callers() =>
        Assert.Contains("no such column", (await Assert.ThrowsAsync<ScoringBindingException>(() => RunAsync(new ScriptedLeaf(), Options(), static _ => throw new ScoringBindingException("no such column")))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Short_failures_are_counted_and_survived()
    {
        int sent = 0;

        TuningReport report = await RunAsync(new ScriptedLeaf(), Options(), _ =>
        {
            if (++sent % 50 == 0) throw new ScoringEndpointException("busy") { Status = 503 };
        });

        Assert.False(report.IsPartial);
        Assert.InRange(report.Points.Sum(static point => point.Failures), 1, sent / 40);
    }

    [Fact]
    public async Task Setting_that_overloads_the_endpoint_is_skipped()
    {
        TuningReport report = await RunAsync(new ScriptedLeaf(), Options(), static rows =>
        {
            if (rows >= 1000) throw new ScoringEndpointException("busy") { Status = 503 };
        });

        Assert.Equal([1000, 2000], report.Skipped.Select(static skipped => skipped.Rows).Order());
        Assert.Contains("refused 1000 rows", report.Skipped[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_sweep_reports_what_it_has()
    {
        using var source = new CancellationTokenSource();
        int sent = 0;

        TuningReport report = await RunAsync(new ScriptedLeaf(), Options(), _ =>
        {
            if (++sent == 200) source.Cancel();
        }, source.Token);

        Assert.Equal("the sweep was cancelled", report.PartialReason);
        Assert.NotEmpty(report.Points);
        Assert.InRange(sent, 200, 210);
    }

    [Fact]
    public async Task Time_or_requests_that_run_out_end_the_sweep()
    {
        TuningOptions few = Options(), brief = Options();
        few.MaxRequests = 100;
        brief.MaxDuration = TimeSpan.FromSeconds(4);

        TuningReport fewRequests = await RunAsync(new ScriptedLeaf(), few), briefly = await RunAsync(new ScriptedLeaf(), brief);

        Assert.InRange(fewRequests.Requests, 50, 110);
        Assert.Contains(fewRequests.Warnings, static warning => warning.Contains("spent", StringComparison.Ordinal));
        Assert.InRange(briefly.Seconds, 3, 5);
    }

    /// <summary>In one thread the second loop begins when the first has ended.</summary>
    [Fact]
    public async Task Setting_whose_requests_were_never_in_flight_together_is_skipped_with_the_reason()
    {
        TuningOptions options = Options();
        options.ParallelRequests = [1, 2];

        TuningReport report = await RunAsync(new ScriptedLeaf(), options);

        Assert.False(report.IsPartial);
        Assert.All(report.Points, static point => Assert.Equal(1, point.ParallelRequests));
        Assert.Equal(TuningOptions.DefaultBatchSizes, report.Skipped.Select(static skipped => skipped.Rows));
        Assert.All(report.Skipped, static skipped => Assert.Contains("followed one another", skipped.Reason, StringComparison.Ordinal));
        Assert.Contains(report.Warnings, static warning => warning.Contains("other work took the processors: 8 settings", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Time_may_run_out_anywhere()
    {
        for (int milliseconds = 1; milliseconds < 5000; milliseconds += Math.Max(1, milliseconds / 10))
        {
            var service = new CurveLeaf(s_curve, seed: 6);
            using RecordBatch sample = LongModel.Batch(100);

            TuningReport report = await ScoringTuner.RunAsync(
                service, sample, new TuningOptions { ParallelRequests = [1, 2], LoadCheck = LoadCheckMode.None, MaxDuration = TimeSpan.FromMilliseconds(milliseconds), TimeProvider = service, Starter = InlineStarter.Instance });

            Assert.True(report.IsPartial || report.Points.Length > 0, $"{milliseconds} ms");
            Assert.DoesNotContain(report.Skipped, static skipped => skipped.Reason.Contains("gave no more rows per second", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("https://scores.example.org/score", true)]
    [InlineData("http://127.0.0.1:5000/score", false)]
    [InlineData("http://localhost:5000/score", false)]
    public async Task Endpoint_on_another_machine_is_not_loaded_unasked(string endpoint, bool isRefused)
    {
        ScriptedLeaf client = new() { OnGetService = (type, _) => type == typeof(IModelIdentity) ? new Identity(endpoint) : null };
        TuningOptions options = Options(), allowed = Options();
        options.MaxRowsPerSecond = allowed.MaxRowsPerSecond = 1000;
        allowed.AllowLoad = true;

        if (isRefused) Assert.Contains(nameof(TuningOptions.AllowLoad), (await Assert.ThrowsAsync<ScoringLoadRefusedException>(() => RunAsync(client, options))).Message, StringComparison.Ordinal);
        else Assert.False((await RunAsync(client, options)).IsPartial);
        Assert.False((await RunAsync(client, allowed)).IsPartial);
    }

    [Fact]
    public async Task Progress_goes_forward_and_ends()
    {
        var told = new List<TuningProgress>();

        await RunAsync(new ScriptedLeaf(), Options(), progress: new Progress(told.Add));

        Assert.Equal(told.Select(static one => one.Fraction).Order(), told.Select(static one => one.Fraction));
        Assert.Equal((TuningPhase.Done, 1.0), (told[^1].Phase, told[^1].Fraction));
        Assert.Contains(told, static one => one is { Phase: TuningPhase.Sweep, Point: not null });
    }

    [Fact]
    public async Task Arguments_that_cannot_be_are_refused()
    {
        using RecordBatch sample = LongModel.Batch(10);
        await using IScoringClient queued = new ScoringClientBuilder(new ScriptedLeaf()).Build(new ScoringClientOptions());

        Assert.Contains("queue", (await Assert.ThrowsAsync<ArgumentException>(() => ScoringTuner.RunAsync(queued, sample))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => ScoringTuner.RunAsync(new ScriptedLeaf(), default));
        Assert.All(
            [
                new() { BatchSizes = [] }, new() { BatchSizes = [0] }, new() { BatchSizes = [10_001] }, new() { ParallelRequests = [0] }, new() { ParallelRequests = [] }, new() { P99Budget = TimeSpan.Zero },
                new() { ArrivalRate = 0 }, new() { Rounds = 2 }, new() { Rounds = 50 }, new() { MaxDuration = TimeSpan.Zero }, new() { MaxRequests = 10 }, new() { MaxBatchBytes = 0 }, new() { MaxRowsPerSecond = 0 },
                new() { LoadCheck = (LoadCheckMode)7 }, new TuningOptions { TimeProvider = null! },
            ],
            options => Assert.ThrowsAny<ArgumentException>(() => { _ = ScoringTuner.RunAsync(new ScriptedLeaf(), sample, options); }));
    }

    private TuningOptions Options() => new() { ParallelRequests = [1], LoadCheck = LoadCheckMode.None, TimeProvider = _service, Starter = InlineStarter.Instance };

    /// <param name="client">What is asked; it takes the time of the curve.</param>
    /// <param name="options">What is measured.</param>
    /// <param name="onScore">Told of the rows of each request, and may throw.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="progress">Told.</param>
    private async Task<TuningReport> RunAsync(ScriptedLeaf client, TuningOptions options, Action<int>? onScore = null, CancellationToken cancellationToken = default, IProgress<TuningProgress>? progress = null)
    {
        client.OnScore = (rows, context, token) =>
        {
            onScore?.Invoke(rows.RowCount);
            return _service.ScoreAsync(rows, context, token);
        };
        using RecordBatch sample = LongModel.Batch(100);
        return await ScoringTuner.RunAsync(client, sample, options, progress, cancellationToken);
    }

    private sealed class Identity(string endpoint) : IModelIdentity
    {
        public string? Endpoint => endpoint;

        public string? GetModelHash() => null;
    }

    private sealed class Progress(Action<TuningProgress> told) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value) => told(value);
    }
}
