using Scoring.Tool.Diagnosis;
using Spectre.Console;
using Text = Spectre.Console.Text;

namespace Scoring.Tool.Reporting;

/// <summary>Findings as a table: how bad, what, and what to do.</summary>
internal static class FindingTable
{
    public static void Write(DiagnosisReport report, Terminal terminal)
    {
        Table table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "", "");
        table.Columns[0].NoWrap();
        table.Columns[1].NoWrap();
        foreach (Finding finding in report.Findings)
        {
            table.AddRow(new Text(Name(finding.Level), Style(finding.Level)), new Text(finding.Topic), new Text(PlainText.Of(finding.Text)));
            if (finding.Remedy is { } remedy) table.AddRow(new Text(""), new Text(""), new Text($"→ {PlainText.Of(remedy)}"));
        }

        using StreamWriter writer = terminal.CreateOutputWriter();
        terminal.CreateConsole(writer, terminal.OutputIsTerminal).Write(table);
    }

    public static string Name(FindingLevel level) => level switch
    {
        FindingLevel.Ok => "ok",
        FindingLevel.Note => "note",
        _ => "problem",
    };

    private static Style Style(FindingLevel level) => level switch
    {
        FindingLevel.Ok => new Style(Color.Green),
        FindingLevel.Note => new Style(Color.Yellow),
        _ => new Style(Color.Red, decoration: Decoration.Bold),
    };
}
