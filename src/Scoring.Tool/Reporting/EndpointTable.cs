using System.Collections.Immutable;
using Scoring.Tool.Endpoints;
using Spectre.Console;

namespace Scoring.Tool.Reporting;

/// <summary>What an endpoint tells of itself, as a table of two columns.</summary>
internal static class EndpointTable
{
    /// <inheritdoc cref="EndpointJson.Write"/>
    public static void Write(Endpoint endpoint, ScoringSignature signature, bool? isReady, Terminal terminal)
    {
        Table table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        table.Columns[0].NoWrap();
        foreach ((string name, string value) in Rows(endpoint, signature, isReady)) table.AddRow(new Text(name), new Text(PlainText.Of(value)));
        using StreamWriter writer = terminal.CreateOutputWriter();
        terminal.CreateConsole(writer, terminal.OutputIsTerminal).Write(table);
    }

    private static IEnumerable<(string Name, string Value)> Rows(Endpoint endpoint, ScoringSignature signature, bool? isReady) =>
        [
            ("endpoint", endpoint.Place),
            ("protocol", endpoint.ProtocolName),
            ("model", signature.ModelName),
            ("version", signature.ModelVersion ?? "-"),
            ("ready", isReady switch { true => "yes", false => "no", _ => "-" }),
            .. Columns("input", signature.Inputs),
            .. Columns("output", signature.Outputs),
        ];

    private static IEnumerable<(string Name, string Value)> Columns(string name, ImmutableArray<SignatureColumn> columns) =>
        columns.Select(column => (name, column.ToString()));
}
