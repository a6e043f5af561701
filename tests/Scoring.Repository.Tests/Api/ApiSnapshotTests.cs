using ApiSnapshot;

namespace Scoring.Repository.Tests.Api;

/// <summary>A change of the public API is a decision: it shows in a committed file. These tests read it and never write it.</summary>
public sealed class ApiSnapshotTests
{
    public static TheoryData<string> Library => [.. Libraries.Names];

    [Theory]
    [MemberData(nameof(Library))]
    public void Public_api_is_the_committed_one(string library)
    {
        var file = Libraries.SnapshotFile(library);
        var committed = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : null;
        var current = Libraries.CurrentApi(library);
        if (current != committed) Assert.Fail(SnapshotDifference.Describe(library, committed ?? "", current));
    }

    [Fact]
    public void Every_packable_library_has_a_snapshot()
    {
        var projects = Directory.EnumerateFiles(RepositoryRoot.Combine("src"), "*.csproj", SearchOption.AllDirectories);
        var packable = projects.Where(static file => !IsInTemplate(file) && !HasNoApi(File.ReadAllText(file)));
        Assert.Equal(Libraries.Names.Order(StringComparer.Ordinal), packable.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
    }

    private static bool IsInTemplate(string file) => Path.GetRelativePath(RepositoryRoot.Combine("src"), file).Split(Path.DirectorySeparatorChar).Contains("templates");

    /// <summary>What is not packed, or packed as a program or a template.</summary>
    private static bool HasNoApi(string project) =>
        project.Contains("<IsPackable>false", StringComparison.Ordinal) || project.Contains("<PackAsTool>true", StringComparison.Ordinal)
        || project.Contains("<PackageType>Template", StringComparison.Ordinal);
}
