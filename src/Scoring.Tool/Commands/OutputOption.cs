using System.CommandLine;

namespace Scoring.Tool.Commands;

/// <summary>How a report is written to stdout.</summary>
internal static class OutputOption
{
    private const string Table = "table", Json = "json";

    public static Option<string> Create()
    {
        var output = new Option<string>("--output", "-o") { Description = "How the report is written.", DefaultValueFactory = static _ => Table };
        Choices.Restrict(output, Table, Json);
        return output;
    }

    public static bool IsJson(ParseResult arguments, Option<string> output) => arguments.GetValue(output) == Json;
}
