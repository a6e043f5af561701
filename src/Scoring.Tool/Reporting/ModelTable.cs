using System.Globalization;
using Scoring.Onnx;
using Spectre.Console;

namespace Scoring.Tool.Reporting;

/// <summary>A load report as a table of two columns.</summary>
internal static class ModelTable
{
    public static void Write(OnnxModelInfo info, Terminal terminal)
    {
        Table table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        table.Columns[0].NoWrap();
        foreach ((string name, string value) in Rows(info)) table.AddRow(new Text(name), new Text(value));
        using StreamWriter writer = terminal.CreateOutputWriter();
        terminal.CreateConsole(writer, terminal.OutputIsTerminal).Write(table);
    }

    private static IEnumerable<(string Name, string Value)> Rows(OnnxModelInfo info) =>
        [
            ("model", $"{info.Name} ({Number(info.ModelBytes)} bytes)"),
            ("producer", info.ProducerName ?? "-"),
            ("graph", info.GraphName ?? "-"),
            ("domain", info.Domain ?? "-"),
            ("description", info.Description ?? "-"),
            ("version", Number(info.ModelVersion)),
            .. Values("input", info.Inputs),
            .. Values("output", info.Outputs),
            .. Values("initializer", info.OverridableInitializers),
            ("batch axis", info.FixedBatchSize is { } size ? $"fixed at {Number(size)}" : "free"),
            ("rows per run", info.RowsPerRun is { } rows ? Number(rows) : "no limit"),
            ("batch probe", Describe(info.BatchProbe)),
            ("lanes", $"{Number(info.Lanes)}, {(info.SharesSession ? "sharing one session" : "each with its own session")}"),
            ("runtime", $"ONNX Runtime {info.RuntimeVersion}, {info.RuntimeLibrary}"),
            .. info.Metadata.Select(static pair => ("metadata", $"{pair.Key} = {pair.Value}")),
            .. info.Warnings.Select(static warning => ("warning", warning)),
        ];

    private static IEnumerable<(string Name, string Value)> Values(string name, IReadOnlyList<OnnxValueInfo> values) =>
        values.Select(value => (name, value.ToString()));

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Describe(OnnxBatchProbeResult probe) => probe switch
    {
        OnnxBatchProbeResult.Equal => "equal: rows run together give what each gives alone",
        OnnxBatchProbeResult.Unequal => "unequal: rows influence each other, so each is run by itself",
        OnnxBatchProbeResult.Inconclusive => "inconclusive: the model failed on made-up rows",
        OnnxBatchProbeResult.Pending => "pending: the first real batch decides",
        OnnxBatchProbeResult.NotNeeded => "not needed: one row per run",
        _ => "skipped",
    };
}
