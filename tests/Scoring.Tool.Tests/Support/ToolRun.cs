using System.Text;

namespace Scoring.Tool.Tests.Support;

/// <summary>The command line run in this process, and what came of it.</summary>
internal sealed record ToolRun(ExitCode Code, string Output, string Error)
{
    /// <summary>The lines of stdout.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<ToolRun> RunAsync(params string[] args) => RunWithAsync("", args);

    public static Task<ToolRun> RunWithAsync(string input, params string[] args) => RunWithAsync(Encoding.UTF8.GetBytes(input), args);

    public static async Task<ToolRun> RunWithAsync(byte[] input, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var terminal = new Terminal { Input = new MemoryStream(input), Output = output, Error = error };
        ExitCode code = await ScoringTool.RunAsync(args, terminal, CancellationToken.None);
        return new ToolRun(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    /// <summary>Scores text from stdin and expects that every row has a score.</summary>
    public static async Task<string> ScoreAsync(string model, string input, params string[] args)
    {
        ToolRun run = await RunWithAsync(input, ["score", model, "--input", "-", .. args]);
        Assert.True(run.Code == ExitCode.Ok, run.Error);
        return run.Output;
    }

    /// <summary>Expects an end before any row, with a message on stderr and nothing on stdout.</summary>
    public void AssertRefused(ExitCode code, params string[] parts)
    {
        Assert.Equal(code, Code);
        Assert.Equal("", Output);
        Assert.All(parts, part => Assert.Contains(part, Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
    }
}
