using System.Runtime.ExceptionServices;
using Scoring.Concurrency;
using Scoring.Records;
using Scoring.Tuning.Sweep;

namespace Scoring.BenchmarkDotNet;

/// <summary>One case from its warm-up to its end.</summary>
internal sealed class BenchmarkRun : IAsyncDisposable
{
    /// <summary>As long as BenchmarkDotNet wants an iteration to be.</summary>
    private const double RoundSeconds = 0.11;

    private const int FewestRequests = 3, MostRequests = 100_000;

    /// <summary>How long a case waits, all in all, for others to leave the processors.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly IScoringClient _client;
    private readonly RecordBatch _sample;
    private readonly SampleBatches _batches;
    private readonly ClosedLoop _loop;
    private readonly Setting _setting;
    private readonly List<Visit> _visits;

    /// <summary>How many requests each of the loops sends in a round.</summary>
    private int _each = 1;

    private BenchmarkRun(IScoringClient client, RecordBatch sample, Setting setting, bool isLocal, List<Visit> visits)
    {
        (_client, _sample, _setting, _visits) = (client, sample, setting, visits);
        _batches = new SampleBatches(sample);
        _loop = new ClosedLoop(client, _batches, TimeProvider.System, ThreadPoolStarter.Instance, isLocal, new QuietProcessors(TimeProvider.System, s_patience));
    }

    public static async Task<BenchmarkRun> StartAsync(ScoringTuningBenchmark benchmark)
    {
        IScoringClient client = benchmark.CreateClient();
        RecordBatch sample = benchmark.CreateSample();
        BenchmarkRecord record = await BenchmarkRecords.OpenAsync(benchmark.GetType(), client, sample).ConfigureAwait(false);
        record.P99Budget = benchmark.P99Budget;
        var setting = new Setting(benchmark.Rows, benchmark.Requests);
        var run = new BenchmarkRun(client, sample, setting, record.IsLocal, record.Begin(setting));
        await run.WarmUpAsync().ConfigureAwait(false);
        return run;
    }

    public async Task RoundAsync() => _visits.Add(await OverlappingVisit.RunAsync(_setting, _each, VisitAsync, TimeProvider.System).ConfigureAwait(false));

    public async ValueTask DisposeAsync()
    {
        _batches.Dispose();
        _sample.Dispose();
        await _client.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Until the times are steady; then it is known how many requests make a round.</summary>
    private async Task WarmUpAsync()
    {
        var times = new List<double>();
        while (!SteadyTimes.AreReached([.. times])) times.AddRange((await OverlappingVisit.RunAsync(_setting, 1, VisitAsync, TimeProvider.System).ConfigureAwait(false)).Times);
        _each = (int)Math.Clamp(RoundSeconds / SteadyTimes.Of([.. times]), FewestRequests, MostRequests);
    }

    private async Task<Visit> VisitAsync(int each)
    {
        Visit visit = await _loop.RunAsync(_setting, each, CancellationToken.None).ConfigureAwait(false);
        if (visit.Error is { } error) ExceptionDispatchInfo.Throw(error);
        return visit;
    }
}
