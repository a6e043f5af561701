using System.CommandLine;
using Scoring.Tool.Sweeping;

namespace Scoring.Tool.Commands;

/// <summary><c>scoring tune</c>: how many rows a request should hold, and how many requests should be in flight.</summary>
internal static class TuneCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var options = new TuneOptions();
        var command = new Command("tune", "Measures a model or an endpoint with requests of many sizes, and recommends how many rows to send at once and how many requests.");
        options.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
            (int)await new TuneRun(options.Read(arguments, common), terminal).RunAsync(cancellationToken).ConfigureAwait(false));
        return command;
    }
}
