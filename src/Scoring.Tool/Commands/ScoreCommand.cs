using System.CommandLine;

namespace Scoring.Tool.Commands;

/// <summary><c>scoring score</c>: rows in, scores out.</summary>
internal static class ScoreCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var options = new ScoreOptions();
        var command = new Command("score", "Scores the rows of a CSV or JSON lines file with a model or at an endpoint.");
        options.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
            (int)await new ScoreRun(options.Read(arguments, common), terminal).RunAsync(cancellationToken).ConfigureAwait(false));
        return command;
    }
}
