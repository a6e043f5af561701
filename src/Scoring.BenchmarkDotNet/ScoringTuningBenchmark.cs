using BenchmarkDotNet.Attributes;
using Scoring.Records;
using Scoring.Tuning;

namespace Scoring.BenchmarkDotNet;

/// <summary>Finds with BenchmarkDotNet how many rows a request should hold and how many requests should be in flight. Derive from it, say what is measured, and run it in Release.</summary>
/// <remarks>
/// <para>Each case is one size with one number of requests in flight, and each iteration a round of it: so many requests are kept in flight for about a tenth of a second, each of them timed. The columns are made
/// of these times, since BenchmarkDotNet's own are those of whole rounds. Profile, HTML and SVG, the same as those of <see cref="ScoringTuner"/>, are among the results.</para>
/// <para>Cases run in this process, one after the other. <see cref="ScoringTuner"/> measures them in random order, adds sizes around the knee and tries the recommended setting under load: it is the one to ask
/// for an answer; this is for who wants BenchmarkDotNet's settings, environment and exporters.</para>
/// <para>The derived class is public, not sealed, and has a constructor without parameters.</para>
/// </remarks>
[ScoringTuning]
public abstract class ScoringTuningBenchmark
{
    private BenchmarkRun? _run;

    /// <summary>Rows per request, of the case that runs.</summary>
    [ParamsSource(nameof(AllRows))]
    public int Rows { get; set; }

    /// <summary>Requests in flight, of the case that runs.</summary>
    [ParamsSource(nameof(AllRequests))]
    public int Requests { get; set; }

    /// <summary>The values of <see cref="Rows"/>: BenchmarkDotNet takes no member that is overridden.</summary>
    public IEnumerable<int> AllRows => BatchSizes;

    /// <summary>The values of <see cref="Requests"/>.</summary>
    public IEnumerable<int> AllRequests => ParallelRequests;

    /// <summary>Rows per request to try, each 1 to 10,000; <see cref="TuningOptions.DefaultBatchSizes"/> unless overridden.</summary>
    public virtual IEnumerable<int> BatchSizes => TuningOptions.DefaultBatchSizes;

    /// <summary>Numbers of requests in flight to try, each 1 to 256, and at most as many as the model runs at once: 1, 2, 4, … up to the number of processors unless overridden.</summary>
    public virtual IEnumerable<int> ParallelRequests
    {
        get
        {
            for (int requests = 1; requests < Environment.ProcessorCount; requests *= 2) yield return requests;
            yield return Environment.ProcessorCount;
        }
    }

    /// <summary>In how much time 99 of 100 rows are to have their scores, waiting included: more than zero; null, unless overridden, for no such wish.</summary>
    public virtual TimeSpan? P99Budget => null;

    /// <summary>Opens what is measured: the leaf, or what <see cref="ScoringClientBuilder.Build()"/> gives, without a queue in front. Called for each case, and once before all; the client is disposed afterwards.</summary>
    public abstract IScoringClient CreateClient();

    /// <summary>Makes rows like those to come, 1 or more, best some thousand distinct ones; larger requests repeat them. Called for each case, and once before all; disposed afterwards.</summary>
    public abstract RecordBatch CreateSample();

    /// <summary>Opens the model and warms the case up.</summary>
    /// <remarks>Not asynchronous: BenchmarkDotNet's emitted code does not wait.</remarks>
    [GlobalSetup]
    public void SetUp() => _run = BenchmarkRun.StartAsync(this).GetAwaiter().GetResult();

    /// <summary>One round.</summary>
    [Benchmark]
    public Task RoundAsync() => _run!.RoundAsync();

    /// <summary>Closes the model.</summary>
    [GlobalCleanup]
    public void CleanUp()
    {
        _run?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _run = null;
    }
}
