using Scoring.Tests.Fakes;
using Scoring.Testing;
using Scoring.Tuning;
using Scoring.Tuning.Load;
using Scoring.Tuning.Sweep;
using Scoring.Records;

namespace Scoring.Tests.Tuning.Load;

public class OpenLoopTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly List<(int Rows, TaskCompletionSource<RecordBatch> Answer)> _open = [];

    [Fact]
    public async Task Rows_that_wait_behind_a_slow_request_count_from_their_arrival()
    {
        // A row every millisecond; the first request takes 50 ms, so rows 2 to 50 wait for it.
        OpenLoop run = Start(new Setting(100, 1), [.. Enumerable.Range(0, 100).Select(static i => i * TimeSpan.TicksPerMillisecond)]);
        Assert.Equal(1, _open[0].Rows);
        Advance(50);
        End(0);
        Assert.Equal(50, _open[1].Rows);
        Advance(60);
        End(1);
        Assert.Equal(49, _open[2].Rows);
        Advance(1);
        End(2);
        await run.Ended;

        OpenLoopResult result = run.ToResult();

        Assert.Equal((100, 3), (result.Rows, result.Requests));
        Assert.Equal(0.109, result.Latency(1), 1e-6);
        Assert.Equal(0.06, result.Latency(0.5), 0.012);
    }

    [Fact]
    public async Task Request_takes_no_more_than_its_size_and_no_more_are_in_flight_than_allowed()
    {
        OpenLoop run = Start(new Setting(3, 2), new long[10]);

        Assert.Equal([3, 3], _open.Select(static one => one.Rows));
        End(0);
        End(1);
        Assert.Equal([3, 3, 3, 1], _open.Select(static one => one.Rows));
        End(2);
        End(3);
        await run.Ended;
        Assert.Equal(10, run.ToResult().Rows);
    }

    [Fact]
    public async Task Failed_requests_are_counted_and_their_rows_are_not()
    {
        OpenLoop run = Start(new Setting(5, 1), new long[10]);
        _open[0].Answer.SetException(new ScoringEndpointException("busy") { Status = 503 });
        End(1);
        await run.Ended;

        Assert.Equal((5, 1, 2), (run.ToResult().Rows, run.ToResult().Failures, run.ToResult().Requests));
    }

    [Fact]
    public void Arrivals_come_at_the_rate_asked_for()
    {
        long[] poisson = ArrivalTimes.Create(LoadCheckMode.Poisson, 0.001, 10_000, new Random(1)), constant = ArrivalTimes.Create(LoadCheckMode.Constant, 0.001, 10_000, new Random(1));

        Assert.InRange(poisson[^1], 9_700_000, 10_300_000);
        Assert.Equal(10_000_000, constant[^1]);
        Assert.Equal(poisson.Order(), poisson);
        double[] gaps = [.. poisson.Zip(poisson.Skip(1), static (a, b) => (double)(b - a))];
        Assert.InRange(gaps.Average(static gap => gap * gap) / Math.Pow(gaps.Average(), 2), 1.85, 2.15);
    }

    private OpenLoop Start(Setting setting, long[] arrivals)
    {
        var client = new ScriptedLeaf
        {
            OnScore = (rows, _, _) =>
            {
                var answer = new TaskCompletionSource<RecordBatch>();
                _open.Add((rows.RowCount, answer));
                return new(answer.Task);
            },
        };
        var batches = new SampleBatches(LongModel.Batch(200));
        batches.Prepare(setting.Rows, setting.ParallelRequests);
        var loop = new ClosedLoop(client, batches, _clock, InlineStarter.Instance, isLocal: false);
        var run = new OpenLoop(loop, setting, arrivals, mostRequests: 1000, spins: false, CancellationToken.None);
        run.Start(InlineStarter.Instance);
        return run;
    }

    private void Advance(int milliseconds) => _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

    private void End(int request) => _open[request].Answer.SetResult(LongModel.Batch(_open[request].Rows));
}
