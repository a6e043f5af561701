using System.IO.Compression;

namespace Scoring.Tool.Tests.Packaging;

/// <summary>The tool as its users get it: packed, installed from a feed, run.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Package_installs_from_a_local_feed_and_scores()
    {
        string feed = _folder.Combine("feed"), tools = _folder.Combine("tools");
        await PackAsync(feed);
        AssertHasNoNativeLibrary(Assert.Single(Directory.GetFiles(feed, "*.nupkg")));
        string sources = _folder.Write("NuGet.config", System.Text.Encoding.UTF8.GetBytes(
            $"<configuration><packageSources><clear /><add key=\"feed\" value=\"{feed}\" /></packageSources></configuration>"));
        await SdkAsync("tool", "install", "Scoring.Tool", "--tool-path", tools, "--configfile", sources);

        string scoring = Path.Combine(tools, OperatingSystem.IsWindows() ? "scoring.exe" : "scoring");
        string trips = _folder.Write("trips.csv", "vendorid,weekday_n,pickuphour,passenger,distance\n1,4,7,1,4.2\n"u8);
        string library = Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "runtimes")).Select(static rid => Path.Combine(rid, "native")).Single();

        ToolRun scored = await Dotnet.RunAsync(scoring, Environment(), "score", Models.Taxi, "--input", trips, "--onnxruntime", library);
        Assert.True(scored.Code == ExitCode.Ok, scored.Error);
        Assert.StartsWith("fare\n17.39", scored.Output, StringComparison.Ordinal);

        ToolRun named = await Dotnet.RunAsync(scoring, new Dictionary<string, string>(Environment()) { ["SCORING_ONNXRUNTIME"] = library }, "inspect", Models.Taxi);
        Assert.True(named.Code == ExitCode.Ok, named.Error);
        Assert.Equal(ExitCode.Usage, (await Dotnet.RunAsync(scoring, Environment(), "score")).Code);
    }

    private async Task PackAsync(string feed)
    {
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Scoring.sln"))) root = root.Parent;
        await SdkAsync("pack", Path.Combine(root.FullName, "src", "Scoring.Tool", "Scoring.Tool.csproj"), "--no-build", "-c", configuration, "-o", feed);
    }

    private async Task SdkAsync(params string[] args)
    {
        ToolRun run = await Dotnet.RunAsync(Dotnet.Path, Environment(), args);
        Assert.SkipWhen(run.Error.Contains("NU1301", StringComparison.Ordinal), $"dotnet {args[0]} wants a network: {run.Error}");
        Assert.True(run.Code == ExitCode.Ok, run.Output + run.Error);
    }

    private Dictionary<string, string> Environment() => new()
    {
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_CLI_HOME"] = _folder.FullName,
    };

    private static void AssertHasNoNativeLibrary(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        Assert.Contains(archive.Entries, static entry => entry.Name == "Scoring.Tool.dll");
        Assert.DoesNotContain(archive.Entries, static entry => entry.FullName.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase));
    }
}
