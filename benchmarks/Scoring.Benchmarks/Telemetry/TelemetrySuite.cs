using System.Diagnostics;
using System.Diagnostics.Metrics;
using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.LocalOnnx.Rows;
using Scoring.Benchmarks.Measuring;
using Scoring.Onnx;
using Scoring.Onnx.Native;

namespace Scoring.Benchmarks.Telemetry;

/// <summary>Awaited single rows of the smallest model, where telemetry weighs most: without the stage that traces, with it and nobody who listens, with a listener of all meters, and with one of
/// one span in a hundred. Clients of fixed settings, as what each learns by itself would be another few per cent.</summary>
internal sealed class TelemetrySuite(string command, int rounds, TimeSpan window)
{
    private const int Callers = 1000;
    private const string Source = "Scoring";
    private const double SilentBudget = 0.02, MeterBudget = 0.1;

    public async Task<TelemetryResults> RunAsync()
    {
        await using IModelClient plain = Open(traces: false), same = Open(traces: false), traced = Open(traces: true);
        Throughput[][] all = await Interleaved.MeasureAsync(
            [
                new Contender<Throughput>("without the stage", time => MeasureAsync(plain, time)),
                new Contender<Throughput>("without the stage, again", time => MeasureAsync(same, time)),
                new Contender<Throughput>("with it, nobody listens", time => MeasureAsync(traced, time)),
                new Contender<Throughput>("all meters", async time =>
                {
                    using MeterListener listener = ListenToMeters();
                    return await MeasureAsync(traced, time);
                }),
                new Contender<Throughput>("1 % of the spans", async time =>
                {
                    using ActivityListener listener = ListenToSpans();
                    return await MeasureAsync(traced, time);
                }),
            ],
            rounds,
            window);
        double[] first = Throughput.Rates(all[0]);
        return new TelemetryResults(command, MachineInfo.Read(OrtLibrary.Get(null).Version), rounds, window.TotalMilliseconds,
        [
            ToResult("without the stage", all[0], first, null),
            ToResult("another client like it: what is noise", all[1], first, null),
            ToResult("with it, nobody listens", all[2], first, SilentBudget),
            ToResult("a listener of all meters", all[3], first, MeterBudget),
            ToResult("a listener of 1 % of the spans", all[4], first, null),
        ]);
    }

    private static Task<Throughput> MeasureAsync(IModelClient client, TimeSpan time) => PoolWork.RunAsync(stop => client.AwaitRowsAsync(Callers, stop), time);

    private static ModelClient<Row4, (float, float, float)> Open(bool traces)
    {
        var builder = new ScoringClientBuilder(OnnxScoringClient.Load(Path.Combine(AppContext.BaseDirectory, "Models", "logreg4.onnx")));
        if (traces) builder.UseOpenTelemetry();
        IScoringClient<Row4, (float, float, float)> client = builder.Build<Row4, (float, float, float)>(
            new PackedRowBinding<Row4>(4), options: new ScoringClientOptions { MaxBatchCount = RowCount.AwaitedBatch, AdaptBatchCount = false });
        return new ModelClient<Row4, (float, float, float)>(client, System.Runtime.InteropServices.MemoryMarshal.Cast<float, Row4>(RandomRows.Values(4)).ToArray());
    }

    private static MeterListener ListenToMeters()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == Source) listener.EnableMeasurementEvents(instrument);
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

    private static TelemetryWayResult ToResult(string name, Throughput[] figures, double[] first, double? budget)
    {
        double[] rates = Throughput.Rates(figures);
        return new TelemetryWayResult(name, Interleaved.Median(rates), Interleaved.Median(first.Zip(rates, static (one, rate) => (one / rate) - 1)), budget, Throughput.MedianBytes(figures));
    }
}
