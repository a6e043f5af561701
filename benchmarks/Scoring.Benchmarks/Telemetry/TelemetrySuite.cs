using System.Diagnostics;
using System.Diagnostics.Metrics;
using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.LocalOnnx.Rows;
using Scoring.Benchmarks.Measuring;
using Scoring.Onnx;
using Scoring.Onnx.Native;

namespace Scoring.Benchmarks.Telemetry;

/// <summary>Awaited single rows of the smallest model, where telemetry weighs most. Each client is compared with itself, as where another's memory happens to lie is worth some per cent, and has fixed
/// settings, as what it learns is too; several take turns. Slices are so short, and pairs so many, that what else the machine does falls on both sides of a pair alike.</summary>
internal sealed class TelemetrySuite(string command, int pairs, TimeSpan slice)
{
    private const int Callers = 1000, Clients = 4;
    private const string Source = "Scoring", PerCall = "scoring.client.operation.duration";
    private const double SilentBudget = 0.02, MeterBudget = 0.1;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(.3);

    private readonly (IModelClient Client, SwitchableStage Stage)[] _clients = [.. Enumerable.Range(0, Clients).Select(static _ => Open())];

    public async Task<TelemetryResults> RunAsync()
    {
        Func<int, TimeSpan, Task<Throughput>> plain = Run(withStage: false), silent = Run(withStage: true);
        List<TelemetryWayResult> ways =
        [
            .. await MeasureAsync(
                pairs,
                new TelemetryComparison("nothing, beside nothing: the control", null, plain, plain),
                new TelemetryComparison("the stage that traces and nobody listens, beside no stage", SilentBudget, plain, silent),
                new TelemetryComparison("a listener of all meters, beside nobody", MeterBudget, silent, Run(withStage: true, static () => ListenToMeters(static _ => true))),
                new TelemetryComparison($"the same but for {PerCall}", null, silent, Run(withStage: true, static () => ListenToMeters(static name => name != PerCall)))),
            // By itself, as what it allocates would be collected in the slices of others.
            .. await MeasureAsync(pairs / 4, new TelemetryComparison("a listener of 1 % of the spans, beside nobody", null, silent, Run(withStage: true, ListenToSpans))),
        ];
        foreach ((IModelClient client, _) in _clients) await client.DisposeAsync();
        return new TelemetryResults(command, MachineInfo.Read(OrtLibrary.Get(null).Version), slice.TotalMilliseconds, Clients, ways);
    }

    private async Task<IEnumerable<TelemetryWayResult>> MeasureAsync(int count, params TelemetryComparison[] comparisons)
    {
        foreach (TelemetryComparison comparison in comparisons) await comparison.WarmUpAsync(Clients, s_warmUp);
        for (int pair = 0; pair < count; pair++)
        {
            foreach (TelemetryComparison comparison in comparisons) await comparison.MeasureAsync(pair, Clients, slice);
        }

        return comparisons.Select(static comparison => comparison.ToResult());
    }

    private Func<int, TimeSpan, Task<Throughput>> Run(bool withStage, Func<IDisposable>? listen = null) => async (number, time) =>
    {
        (IModelClient client, SwitchableStage stage) = _clients[number];
        stage.IsIn = withStage;
        using IDisposable? listener = listen?.Invoke();
        return await PoolWork.RunAsync(stop => client.AwaitRowsAsync(Callers, stop), time);
    };

    private static (IModelClient Client, SwitchableStage Stage) Open()
    {
        var stage = new SwitchableStage(OnnxScoringClient.Load(Path.Combine(AppContext.BaseDirectory, "Models", "logreg4.onnx")));
        IScoringClient<Row4, (float, float, float)> client = new ScoringClientBuilder(stage).Build<Row4, (float, float, float)>(
            new PackedRowBinding<Row4>(4), options: new ScoringClientOptions { MaxBatchCount = RowCount.AwaitedBatch, AdaptBatchCount = false });
        return (new ModelClient<Row4, (float, float, float)>(client, System.Runtime.InteropServices.MemoryMarshal.Cast<float, Row4>(RandomRows.Values(4)).ToArray()), stage);
    }

    private static MeterListener ListenToMeters(Func<string, bool> isHeard)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Source && isHeard(instrument.Name)) listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        listener.Start();
        return listener;
    }

    private static ActivityListener ListenToSpans()
    {
        uint calls = 0;
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ++calls % 100 == 0 ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
