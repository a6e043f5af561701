using ApiSnapshot;
using Scoring.Repository.Tests.Documentation;

namespace Scoring.Repository.Tests.Packaging;

/// <summary>The README's first steps, done word for word by somebody who has only the packages.</summary>
[Collection(nameof(PackagingCollection))]
public sealed class QuickStartPackageTests(PackedPackages packages)
{
    private const string NativePackage = "Microsoft.ML.OnnxRuntime";

    private static string Readme => File.ReadAllText(RepositoryRoot.Combine("README.md"));

    [Fact]
    public async Task New_project_with_the_packages_prints_what_the_readme_shows()
    {
        string folder = packages.Workplace.PathOf("Fares");
        foreach (string[] command in Steps()) await StepAsync(folder, command);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Markdown.Blocks(Readme, "csharp").First(), TestContext.Current.CancellationToken);
        File.Copy(RepositoryRoot.Combine("samples", "TaxiFares", "Models", "taxi-gbdt.onnx"), Path.Combine(folder, "taxi-gbdt.onnx"));

        CommandOutput run = (await packages.Workplace.RunAsync(folder, "run")).AssertSucceeded();

        Assert.Equal(Markdown.Blocks(Readme, "text").First().Trim(), run.Text.Trim());
    }

    [Fact]
    public async Task Tool_is_installed_from_its_package_and_runs()
    {
        string tools = packages.Workplace.PathOf("tools");
        (await packages.Workplace.RunAsync(packages.Workplace.PathOf(), "tool", "install", "Scoring.Tool", "--tool-path", tools)).AssertSucceeded();

        CommandOutput help = (await packages.Workplace.RunAsync(packages.Workplace.PathOf(), Directory.GetFiles(tools, "Scoring.Tool.dll", SearchOption.AllDirectories).First(), "--help")).AssertSucceeded();

        Assert.Contains("scoring", help.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("score", help.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_template_gives_a_project_that_scores()
    {
        Workplace workplace = packages.Workplace;
        (await workplace.RunAsync(workplace.PathOf(), "new", "install", packages.PathOf("Scoring.Templates", "nupkg"))).AssertSucceeded();
        (await workplace.RunAsync(workplace.PathOf(), "new", "scoring-worker", "-o", "Fares.Worker")).AssertSucceeded();
        string folder = workplace.PathOf("Fares.Worker");
        Assert.Contains("namespace Fares.Worker;", await File.ReadAllTextAsync(Path.Combine(folder, "Row.cs"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        workplace.Environment["SCORING_ONNXRUNTIME"] = NativeLibrary();

        CommandOutput run = (await workplace.RunAsync(folder, "run")).AssertSucceeded();

        Assert.DoesNotContain("warning", run.Text, StringComparison.Ordinal);
        Assert.Contains("1000 rows scored", run.Text, StringComparison.Ordinal);
    }

    /// <summary>The commands of the README, without <c>dotnet</c>; changing the folder is up to the caller.</summary>
    private static IEnumerable<string[]> Steps() => Markdown.Blocks(Readme, "console").First().Trim().Split('\n')
        .SelectMany(static line => line.Split("&&", StringSplitOptions.TrimEntries))
        .Where(static command => command.StartsWith("dotnet ", StringComparison.Ordinal) && command != "dotnet run")
        .Select(static command => command.Split(' ')[1..]);

    /// <summary>Where no feed has the native package, its library is named by path, as for any that comes from elsewhere.</summary>
    private async Task StepAsync(string folder, string[] command)
    {
        CommandOutput output = await packages.Workplace.RunAsync(Directory.Exists(folder) ? folder : packages.Workplace.PathOf(), command);
        if (output.ExitCode != 0 && command.Contains(NativePackage)) packages.Workplace.Environment["SCORING_ONNXRUNTIME"] = NativeLibrary();
        else output.AssertSucceeded();
    }

    private static string NativeLibrary() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "runtimes"), "*onnxruntime*", SearchOption.AllDirectories).First();
}
