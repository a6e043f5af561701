using System.CommandLine;
using System.Runtime.CompilerServices;
using Scoring.Onnx;
using Scoring.Tool.Reporting;

namespace Scoring.Tool.Commands;

/// <summary><c>scoring inspect</c>: the load report of a model.</summary>
internal static class InspectCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "An .onnx file." };
        var output = new Option<string>("--output", "-o") { Description = "How the report is written.", DefaultValueFactory = static _ => "table" };
        output.AcceptOnlyFromAmong("table", "json");
        var command = new Command("inspect", "Loads a model and shows what it takes and gives and how it would be run.") { model, output };
        command.SetAction(async (arguments, _) =>
        {
            var options = new OnnxScoringOptions { LibraryPath = arguments.GetValue(common.OnnxRuntime) };
            OnnxScoringClient client = OnnxScoringClient.Load(arguments.GetRequiredValue(model), options);
            await using ConfiguredAsyncDisposable disposal = client.ConfigureAwait(false);
            if (arguments.GetValue(output) == "json") ModelJson.Write(client.Info, terminal);
            else ModelTable.Write(client.Info, terminal);
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
