using System.Diagnostics;
using ApiSnapshot;
using Scoring.Benchmarks.Publishing;

namespace Scoring.Repository.Tests.Documentation;

public class ReadmeTests
{
    private static string Readme => File.ReadAllText(RepositoryRoot.Combine("README.md"));

    [Fact]
    public async Task Quick_start_prints_what_the_readme_shows()
    {
        string shown = Markdown.Blocks(Readme, "text").First().Trim();
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string folder = RepositoryRoot.Combine("artifacts", "bin", "QuickStart", configuration);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "QuickStart.dll")]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string printed = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(shown, printed.Trim());
    }

    [Fact]
    public void Table_is_made_from_the_committed_results() =>
        Assert.Equal(ReadmeTable.Place(Readme, ResultsFile.Read(Results)).ReplaceLineEndings("\n"), Readme.ReplaceLineEndings("\n"));

    [Fact]
    public void Picture_is_made_from_the_committed_results() => Assert.Equal(
        BarChart.Create(ResultsFile.Read(Results)).ReplaceLineEndings("\n"),
        File.ReadAllText(RepositoryRoot.Combine("docs", "images", "many-rows.svg")).ReplaceLineEndings("\n"));

    [Fact]
    public void Commands_are_the_two_that_a_fresh_machine_needs()
    {
        string[] commands = [.. Markdown.Blocks(Readme, "sh").Single().Trim().Split('\n')];
        Assert.Equal(["dotnet run -c Release --project samples/TaxiFares", "dotnet test -c Release"], commands);
    }

    private static string Results => RepositoryRoot.Combine("benchmarks", "results", "local-onnx.json");
}
