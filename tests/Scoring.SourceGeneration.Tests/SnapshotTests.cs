namespace Scoring.SourceGeneration.Tests;

/// <summary>The code that is written, beside the types that it is written for.</summary>
/// <remarks>Where it is to change, the text that a failed test has put into <c>Received</c> beside the tests' program is looked at and committed.</remarks>
public sealed class SnapshotTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Snapshots");

    public static TheoryData<string> Cases => [.. Directory.GetFiles(s_folder, "*.cs").Select(static file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Code_is_the_one_in_the_snapshot(string name)
    {
        GeneratorRun run = GeneratorRun.Of(File.ReadAllText(Path.Combine(s_folder, $"{name}.cs"))).AssertCompiles();
        string written = string.Join("\n", run.Written.Values);
        string snapshot = Path.Combine(s_folder, $"{name}.txt");
        if (File.Exists(snapshot) && File.ReadAllText(snapshot).ReplaceLineEndings("\n") == written) return;
        string received = Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "Received")).FullName, $"{name}.txt");
        File.WriteAllText(received, written);
        Assert.Fail($"The code of {name} differs from Snapshots/{name}.txt; it is in {received}:\n{written}");
    }
}
