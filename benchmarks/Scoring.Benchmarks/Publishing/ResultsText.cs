using System.Globalization;
using System.Text;
using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.LocalOnnx.AwaitedRows;
using Scoring.Benchmarks.LocalOnnx.IdleCallers;
using Scoring.Benchmarks.LocalOnnx.Leaf;
using Scoring.Benchmarks.LocalOnnx.ManyRows;
using Scoring.Benchmarks.LocalOnnx.Rows;
using Scoring.Benchmarks.LocalOnnx.Streams;
using Scoring.Benchmarks.LocalOnnx.UsualWay;

namespace Scoring.Benchmarks.Publishing;

/// <summary>All results as Markdown: the budget first, then the figures behind it.</summary>
public static class ResultsText
{
    /// <summary>Why there is a contender that nobody would use.</summary>
    private const string BareNote = "\"A batcher with none of the client's features\" has the structure of the client's scheduler (rows pushed onto a stripe of each thread, lanes on the thread pool that are free again before their rows end, rows ended one by one with a helper) and nothing else: no adapted batch size, partitions, priorities, deadlines, cancellation, queue limits, errors of rows, calls of many rows or telemetry. What of raw it reaches is the least that is within reach on this machine.";

    public static string Create(LocalOnnxResults results)
    {
        var text = new StringBuilder();
        Line(text, $"# Local ONNX\n\n`{results.Command}`\n");
        Line(text, $"{results.Machine.Cpu}, {results.Machine.Cores} cores; {results.Machine.System}; {results.Machine.Runtime}; ONNX Runtime {results.Machine.OnnxRuntime}.");
        Line(text, $"Medians of {results.Rounds} interleaved rounds. \"raw\" is the C API's Run in a loop with preallocated buffers, at its best batch size, on as many threads as the client has lanes. {QuietNote.Text}");
        if (results.AwaitedRows.Any(static r => r.Bare is not null)) text.AppendLine(BareNote);
        Line(text, $"All walk over {RowCount.Distinct:N0} distinct rows. Clients that are given one row at a time have MaxBatchCount {RowCount.AwaitedBatch:N0}, those given many {RowCount.BudgetBatch:N0}, the binding is hand-written unless it says otherwise, and lanes are the machine's cores.\n");
        BudgetTable.Add(text, results.Budget);
        if (results.Leaf.Count > 0) AddLeaf(text, results.Leaf);
        foreach (ManyRowsResult result in results.ManyRows) AddManyRows(text, result);
        foreach (AwaitedRowsResult result in results.AwaitedRows) AddAwaitedRows(text, result);
        if (results.Streams.Count > 0) AddStreams(text, results.Streams);
        if (results.IdleCallers.Count > 0) AddIdleCallers(text, results.IdleCallers);
        if (results.UsualWay.Count > 0) AddUsualWay(text, results.UsualWay);
        return text.ToString().TrimEnd() + Environment.NewLine;
    }

    private static void AddLeaf(StringBuilder text, IReadOnlyList<LeafResult> results)
    {
        Line(text, $"## The leaf\n");
        Line(text, $"| model | raw Run, 1 row | leaf, 1 row | over raw | bytes per call at {string.Join(", ", results[0].BytesPerCall.Keys)} rows |");
        Line(text, $"| --- | ---: | ---: | ---: | ---: |");
        foreach (LeafResult r in results)
            Line(text, $"| {r.Model} | {r.RawNanoseconds:0} ns | {r.LeafNanoseconds:0} ns | + {r.OverheadNanoseconds:0} ns | {string.Join(", ", r.BytesPerCall.Values.Select(Number))} |");
        text.AppendLine();
    }

    private static void AddManyRows(StringBuilder text, ManyRowsResult result)
    {
        Line(text, $"## Many rows: {result.Model}, {RowCount.PerCall:N0} per call, MaxBatchCount {result.MaxBatchCount}\n");
        Line(text, $"raw: {result.RawRowsPerSecond / 1e6:0.00} M rows/s at batch {result.RawBatch}, {result.SingleRowsPerSecond / 1e6:0.00} M rows/s with one row per Run.\n");
        Line(text, $"| binding | M rows/s | ÷ raw | ÷ one row per Run | bytes per row |");
        Line(text, $"| --- | ---: | ---: | ---: | ---: |");
        foreach (WayResult way in result.Ways)
            Line(text, $"| {way.Way} | {way.RowsPerSecond / 1e6:0.00} | {way.OfRaw:0.000} | {way.RowsPerSecond / result.SingleRowsPerSecond:0.0} | {way.BytesPerRow:0.000} |");
        text.AppendLine();
    }

    private static void AddAwaitedRows(StringBuilder text, AwaitedRowsResult result)
    {
        Line(text, $"## Awaited rows: {result.Model}, MaxBatchCount {result.MaxBatchCount}\n");
        Line(text, $"raw: {result.RawRowsPerSecond / 1e6:0.00} M rows/s at batch {result.RawBatch}, {result.SingleRowsPerSecond / 1e6:0.00} M rows/s with one row per Run.");
        Line(text, $"Each caller awaits the score of one row and goes on with the next; callers are started in shuffled order.\n");
        Line(text, $"| callers | continuations | M rows/s | ÷ raw | ÷ one row per Run | lane-ns per row | bytes per row |");
        Line(text, $"| ---: | --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (CallersResult callers in result.Callers) AddCallers(text, callers, callers.SynchronousContinuations ? "synchronous" : "default");
        if (result.Bare is { } bare) AddCallers(text, bare, "bare batcher, nothing else");
        text.AppendLine();
    }

    private static void AddCallers(StringBuilder text, CallersResult c, string continuations) =>
        Line(text, $"| {c.Callers:N0} | {continuations} | {c.RowsPerSecond / 1e6:0.00} | {c.OfRaw:0.000} | {c.OfSingle:0.00} | {c.LaneNanosecondsPerRow:0} | {c.BytesPerRow:0.000} |");

    private static void AddStreams(StringBuilder text, IReadOnlyList<StreamResult> results)
    {
        Line(text, $"## Streams: ordered, from an async iterator, {results[0].MaxInFlight:N0} rows in flight\n");
        Line(text, $"| model | raw, M rows/s | M rows/s | ÷ raw | bytes per row |");
        Line(text, $"| --- | ---: | ---: | ---: | ---: |");
        foreach (StreamResult r in results) Line(text, $"| {r.Model} | {r.RawRowsPerSecond / 1e6:0.00} | {r.RowsPerSecond / 1e6:0.00} | {r.OfRaw:0.000} | {r.BytesPerRow:0.000} |");
        text.AppendLine();
    }

    private static void AddIdleCallers(StringBuilder text, IReadOnlyList<IdleCallerResult> results)
    {
        Line(text, $"## One idle caller, one row at a time, {results[0].GapMicroseconds:0} µs between rows\n");
        Line(text, $"The caller is a thread of its own that watches the clock between rows, since no timer is fine enough; while a score is pending it sleeps. The time ends in the continuation that has the score. Raw Run is called by such a thread with the same pauses.\n");
        Line(text, $"| model | raw p50 | raw p99 | p50 | p99 | p50 over raw |");
        Line(text, $"| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (IdleCallerResult r in results) Line(text, $"| {r.Model} | {r.RawP50:0.0} µs | {r.RawP99:0.0} µs | {r.P50:0.0} µs | {r.P99:0.0} µs | {r.P50OverRaw:+ 0.0;- 0.0} µs |");
        text.AppendLine();
    }

    private static void AddUsualWay(StringBuilder text, IReadOnlyList<UsualWayResult> results)
    {
        Line(text, $"## New tensor, list and one Run per row: {results[0].Callers:N0} callers on as many sessions as the client has lanes\n");
        Line(text, $"What most applications do today, with the steps that Microsoft's binding takes for a list of `NamedOnnxValue`, through this project's own binding of the C API.\n");
        Line(text, $"| model | M rows/s | bytes per row | awaited rows, M rows/s | ratio |");
        Line(text, $"| --- | ---: | ---: | ---: | ---: |");
        foreach (UsualWayResult r in results) Line(text, $"| {r.Model} | {r.UsualRowsPerSecond / 1e6:0.00} | {r.UsualBytesPerRow:0} | {r.RowsPerSecond / 1e6:0.00} | {r.Ratio:0.0} |");
        text.AppendLine();
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
