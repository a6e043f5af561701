using System.Diagnostics;

namespace Scoring.Repository.Tests.Packaging;

/// <summary>A folder outside the repository, as a user's: with a feed of our packages and of those that the machine has already, and a cache of its own.</summary>
internal sealed class Workplace : IDisposable
{
    // What the test host inherited from an outer build, or a developer set, would decide the outcome of the inner one.
    private static readonly string[] s_notInherited = ["MSBUILD", "VSTEST", "TESTINGPLATFORM", "RESTORE", "NUGET_PACKAGES", "ONNXRUNTIME", "SCORING_", "DOTNET_CLI_HOME"];

    private readonly string _folder = Directory.CreateTempSubdirectory("scoring-user-").FullName;

    public Workplace()
    {
        Directory.CreateDirectory(Feed);
        File.WriteAllText(PathOf("nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="ours" value="{Feed}" />
                <add key="machine" value="{MachinePackages}" />
              </packageSources>
            </configuration>
            """);
        Environment["NUGET_PACKAGES"] = PathOf(".packages");
        Environment["DOTNET_CLI_HOME"] = PathOf(".home");
        Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        Environment["DOTNET_NOLOGO"] = "1";
        Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        Environment["MSBUILDDISABLENODEREUSE"] = "1";
    }

    /// <summary>Debug or Release, as the tests were built.</summary>
    public static string Configuration { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)).StartsWith("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";

    /// <summary>The folder with our packages.</summary>
    public string Feed => PathOf(".feed");

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Where restoring has put what the repository itself depends on.</summary>
    private static string MachinePackages { get; } = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public string PathOf(params string[] names) => Path.Combine([_folder, .. names]);

    /// <summary>Runs <c>dotnet</c> with these arguments in a folder.</summary>
    public async Task<CommandOutput> RunAsync(string folder, params string[] arguments)
    {
        string dotnet = System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        SetEnvironment(start.Environment, folder);
        using Process process = Process.Start(start)!;
        try
        {
            CancellationToken cancellation = TestContext.Current.CancellationToken;
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
            Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new CommandOutput($"dotnet {string.Join(' ', arguments)}", process.ExitCode, await output + await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void SetEnvironment(IDictionary<string, string?> environment, string folder)
    {
        foreach (string name in environment.Keys.Where(static name => s_notInherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToList()) environment.Remove(name);

        // The repository's own commands see what it was restored with.
        if (!folder.StartsWith(_folder, StringComparison.Ordinal)) return;
        foreach ((string name, string value) in Environment) environment[name] = value;
    }
}
