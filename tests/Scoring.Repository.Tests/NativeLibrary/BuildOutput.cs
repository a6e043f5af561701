using System.Text.Json;

namespace Scoring.Repository.Tests.NativeLibrary;

internal sealed record BuildOutput(int ExitCode, string Text)
{
    /// <summary>Where the library lies, from a run with <c>-getTargetResult:GetOnnxRuntime</c>.</summary>
    public string LibraryPath
    {
        get
        {
            AssertSucceeded();
            using var json = JsonDocument.Parse(Text);
            var items = json.RootElement.GetProperty("TargetResults").GetProperty("GetOnnxRuntime").GetProperty("Items");
            return Assert.Single(items.EnumerateArray()).GetProperty("FullPath").GetString()!;
        }
    }

    public void AssertSucceeded()
    {
        Assert.True(ExitCode == 0, Text);
        AssertNoWarning();
    }

    public void AssertFailed(params string[] parts)
    {
        Assert.True(ExitCode != 0, Text);
        Assert.All(parts, part => Assert.Contains(part, Text, StringComparison.Ordinal));
        AssertNoWarning();
    }

    // Ordinal: the summary's "0 Warning(s)" is not one.
    private void AssertNoWarning() => Assert.DoesNotContain("warning", Text, StringComparison.Ordinal);
}
