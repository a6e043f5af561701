using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Scoring.SourceGeneration.Tests.Packaging;

/// <summary>The generator and the check of models as users get them: packed, referenced from a project outside the repository, built.</summary>
public sealed partial class PackageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Project_with_the_package_is_told_of_a_wrong_column()
    {
        await PackAsync();
        AssertHasParts(Assert.Single(Directory.GetFiles(_folder.Combine("feed"), "Scoring.*.nupkg")));
        WriteProject();

        (int code, string output) = await Sdk.RunAsync(_folder.Combine("app"), "build", "App.csproj", "-tl:off");

        Assert.SkipWhen(output.Contains("error NU1", StringComparison.Ordinal), $"what Scoring depends on is not in this machine's packages: {output}");
        Assert.True(code != 0, output);
        Assert.Equal(
            [
                "Trip.cs(4,15): error SCORING012: Model 'Models/fare.onnx' takes 'distance' Float32 [1], which Trip does not give; it gives ('hour' Int32 [], 'distnace' Float32 []) (docs/diagnostics.md#scoring012)",
                "Trip.cs(6,11): error SCORING011: Trip gives column 'distnace' Float32 [], which model 'Models/fare.onnx' does not take; it takes ('hour' Int64 [1], 'distance' Float32 [1]) (docs/diagnostics.md#scoring011)",
            ],
            Errors().Matches(output).Select(static match => match.Groups["error"].Value.Trim()).Distinct().Order(StringComparer.Ordinal));
    }

    private async Task PackAsync()
    {
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Scoring.sln"))) root = root.Parent;
        string project = Path.Combine(root.FullName, "src", "Scoring", "Scoring.csproj");
        (int code, string output) = await Sdk.RunAsync(root.FullName, "pack", project, "--no-build", "-c", configuration, "-o", _folder.Combine("feed"));
        Assert.True(code == 0, output);
    }

    private static void AssertHasParts(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        string[] files = [.. archive.Entries.Select(static entry => entry.FullName)];
        Assert.Contains("analyzers/dotnet/cs/Scoring.SourceGeneration.dll", files);
        Assert.Contains("build/Scoring.targets", files);
        Assert.Contains("buildTransitive/Scoring.targets", files);
        Assert.Contains("tools/Scoring.Build.dll", files);
    }

    private void WriteProject()
    {
        Write("app/App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <RestoreSources>{_folder.Combine("feed")}</RestoreSources>
                <RestorePackagesPath>{_folder.Combine("packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>{PackagesOfThisMachine}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Scoring" Version="*" />
                <ScoringModel Include="Models/fare.onnx" Row="Trip" />
              </ItemGroup>
            </Project>
            """);
        Write("app/Trip.cs", """
            using Scoring.Bindings;

            [ScoringRow]
            public record Trip(
                [property: Column("hour")] int Hour,
                float distnace);
            """);
        byte[] model = new ModelWriter().Input("hour", "int64[N,1]").Input("distance", "float[N,1]").Node("Identity", ["distance"], ["fare"]).Output("fare", "float[N,1]").ToBytes();
        Directory.CreateDirectory(_folder.Combine("app/Models"));
        File.WriteAllBytes(_folder.Combine("app/Models/fare.onnx"), model);
    }

    private static string PackagesOfThisMachine =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private void Write(string name, string text)
    {
        string path = _folder.Combine(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, Encoding.UTF8);
    }

    [GeneratedRegex(@"(?<error>\w+\.cs\(\d+,\d+\): error .*?) \[[^\]]*App\.csproj\]")]
    private static partial Regex Errors();
}
