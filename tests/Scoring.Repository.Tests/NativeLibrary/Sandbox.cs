using System.Diagnostics;
using System.Xml.Linq;

namespace Scoring.Repository.Tests.NativeLibrary;

/// <summary>
/// A temporary folder with its own library cache, NuGet feed and PATH: a build in it reaches neither the network nor what the machine has.
/// </summary>
internal sealed class Sandbox : IDisposable
{
    /// <summary>One for all machines: the stand-ins are never loaded.</summary>
    public const string Rid = "linux-x64";

    public const string LibraryName = "libonnxruntime.so";

    // What the test host inherited from an outer build, or a developer set, would decide the outcome of the inner one.
    private static readonly string[] s_notInherited = ["MSBUILD", "VSTEST", "TESTINGPLATFORM", "RESTORE", "NUGET_", "ONNXRUNTIME", "SCORING_"];

    public Sandbox()
    {
        Directory.CreateDirectory(FeedFolder);
        Directory.CreateDirectory(ToolFolder);
        if (!OperatingSystem.IsWindows())
        {
            LinkTool("sh");
        }

        Environment["RestoreConfigFile"] = Write("NuGet.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{FeedFolder}" />
              </packageSources>
            </configuration>
            """);
        Environment["NUGET_PACKAGES"] = PathOf("packages");
        Environment["PATH"] = ToolFolder;
        Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
    }

    public static string RepositoryFolder { get; } = FindRepositoryFolder();

    public static string OnnxRuntimeProject { get; } = Path.Combine(RepositoryFolder, "eng", "OnnxRuntime.proj");

    public static string PinnedPackageVersion { get; } = Pinned("OnnxRuntimePackageVersion");

    public static string PinnedNodeVersion { get; } = Pinned("OnnxRuntimeNodeVersion");

    public string Folder { get; } = Directory.CreateTempSubdirectory("scoring-").FullName;

    public string FeedFolder => PathOf("feed");

    public string ToolFolder => PathOf("tools");

    public string CacheFolder => PathOf("cache");

    public string CachedLibrary => Path.Combine(CacheFolder, Rid, LibraryName);

    public Dictionary<string, string> Environment { get; } = [];

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string content)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Makes a tool of the machine reachable; one that the machine lacks is left out.</summary>
    public void LinkTool(string name)
    {
        var folders = System.Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        var tool = folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (tool is not null)
        {
            File.CreateSymbolicLink(Path.Combine(ToolFolder, name), tool);
        }
    }

    public Task<BuildOutput> GetOnnxRuntimeAsync(params string[] arguments) =>
        RunAsync("msbuild", OnnxRuntimeProject, [$"-p:OnnxRuntimeRid={Rid}", .. arguments]);

    public async Task<BuildOutput> RunAsync(string command, string project, params string[] arguments)
    {
        var dotnet = System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] common = [command, project, "-nologo", "-tl:off", "-nodeReuse:false", $"-p:OnnxRuntimeCache={CacheFolder}"];
        var start = new ProcessStartInfo(dotnet, [.. common, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        SetEnvironment(start.Environment);

        using var process = Process.Start(start)!;
        try
        {
            var cancellation = TestContext.Current.CancellationToken;
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new BuildOutput(process.ExitCode, await output + await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string FindRepositoryFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Scoring.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has Scoring.sln.");
        }

        return folder.FullName;
    }

    private static string Pinned(string property) =>
        XDocument.Load(Path.Combine(RepositoryFolder, "Directory.Packages.props")).Descendants(property).Single().Value;

    private void SetEnvironment(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(name => s_notInherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToList())
        {
            environment.Remove(name);
        }

        foreach (var (name, value) in Environment)
        {
            environment[name] = value;
        }
    }
}
