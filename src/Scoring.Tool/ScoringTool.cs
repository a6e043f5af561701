using System.CommandLine;
using System.CommandLine.Parsing;
using Scoring.Tool.Commands;

namespace Scoring.Tool;

/// <summary>The command line: parses, runs, and turns what went wrong into a message and an exit code.</summary>
internal static class ScoringTool
{
    /// <summary>A column's name may begin with @, so there are no response files.</summary>
    private static readonly ParserConfiguration s_parsing = new() { ResponseFileTokenReplacer = null };

    public static async Task<ExitCode> RunAsync(string[] args, Terminal terminal, CancellationToken cancellationToken)
    {
        var common = new CommonOptions();
        ParseResult arguments = CreateRoot(common, terminal).Parse(args, s_parsing);
        if (arguments.Errors.Count > 0) return Refuse(arguments, terminal);
        try
        {
            using StreamWriter help = terminal.CreateOutputWriter();
            var configuration = new InvocationConfiguration
            {
                Output = help,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return (ExitCode)await arguments.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            return Failure.Report(error, terminal, arguments.GetValue(common.Verbose), cancellationToken);
        }
    }

    private static RootCommand CreateRoot(CommonOptions common, Terminal terminal) =>
        new("Looks into ONNX models and endpoints, scores rows with them, and finds how to send rows.")
        {
            common.OnnxRuntime,
            common.Verbose,
            InspectCommand.Create(common, terminal),
            ScoreCommand.Create(common, terminal),
            TuneCommand.Create(common, terminal),
            PlanCommand.Create(terminal),
            DoctorCommand.Create(common, terminal),
        };

    private static ExitCode Refuse(ParseResult arguments, Terminal terminal)
    {
        foreach (ParseError error in arguments.Errors) terminal.Error.WriteLine($"scoring: {error.Message}");
        string command = arguments.CommandResult.Command is RootCommand ? "" : $" {arguments.CommandResult.Command.Name}";
        terminal.Error.WriteLine($"Usage: scoring{command} --help");
        return ExitCode.Usage;
    }
}
