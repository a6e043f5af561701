using System.Diagnostics;

namespace Scoring.SourceGeneration.Tests.Packaging;

/// <summary>Runs the SDK as a user would, without what a test host inherits from an outer build.</summary>
internal static class Sdk
{
    private static readonly string[] s_notInherited = ["MSBUILD", "VSTEST", "TESTINGPLATFORM", "NUGET_", "SCORING_"];

    /// <returns>The exit code and all that was printed.</returns>
    public static async Task<(int Code, string Output)> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [.. arguments, "-nologo", "-nodeReuse:false"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(IsNotInherited).ToArray()) start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    private static bool IsNotInherited(string name) => s_notInherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
