namespace Scoring.Repository.Tests.Packaging;

/// <summary>How a command ended.</summary>
internal sealed record CommandOutput(string Command, int ExitCode, string Text)
{
    public CommandOutput AssertSucceeded()
    {
        Assert.True(ExitCode == 0, $"{Command} ended with {ExitCode}:\n{Text}");
        return this;
    }
}
