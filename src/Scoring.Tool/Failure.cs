namespace Scoring.Tool;

/// <summary>What ended a command before its time, as a line on stderr and an exit code.</summary>
internal static class Failure
{
    public static ExitCode Report(Exception error, Terminal terminal, bool verbose, CancellationToken cancellationToken)
    {
        // The reader has left with all it wanted.
        if (error is IOException io && ClosedPipe.Is(io)) return ExitCode.Ok;
        (ExitCode code, string message) = Describe(error, cancellationToken);
        terminal.Error.WriteLine($"scoring: {PlainText.Of(message)}");
        if (verbose && code != ExitCode.Cancelled) terminal.Error.WriteLine(error);
        return code;
    }

    private static (ExitCode Code, string Message) Describe(Exception error, CancellationToken cancellationToken) => error switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested => (ExitCode.Cancelled, "cancelled"),
        UsageException => (ExitCode.Usage, error.Message),
        ScoringProfileException => (ExitCode.Unexpected, error.Message),
        ScoringException => (ExitCode.ModelUnusable, OptionNames.Translate(error.Message)),
        IOException or UnauthorizedAccessException => (ExitCode.Unexpected, error.Message),
        _ => (ExitCode.Unexpected, $"unexpected {error.GetType().Name}: {error.Message} (--verbose shows where)"),
    };
}
