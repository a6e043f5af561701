using System.Diagnostics;

namespace Scoring.Tool.Tests.Packaging;

/// <summary>Runs a program as a user would, without what a test host inherits from an outer build.</summary>
internal static class Dotnet
{
    private static readonly string[] s_notInherited = ["MSBUILD", "VSTEST", "TESTINGPLATFORM", "NUGET_PACKAGES", "SCORING_"];

    public static async Task<ToolRun> RunAsync(string program, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(IsNotInherited).ToArray()) start.Environment.Remove(name);
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolRun((ExitCode)process.ExitCode, await output, await error);
    }

    /// <summary>The SDK's program: the one that runs this test, if any.</summary>
    public static string Path => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static bool IsNotInherited(string name) => s_notInherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
