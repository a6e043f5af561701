namespace Scoring.Repository.Tests.Architecture;

/// <summary>The layout that lets a reader find a type without a search.</summary>
public sealed class SourceTests
{
    private static readonly SourceFile[] s_files = [.. SourceFile.All()];

    [Fact]
    public void Sources_are_found() => Assert.NotEmpty(s_files);

    [Fact]
    public void Folder_is_namespace() => Violations.AssertNone(
        "The namespace of a file is its folder:",
        s_files
            .Where(file => file.Types.Count > 0 && !file.AllowedNamespaces.Contains(file.Namespace, StringComparer.Ordinal))
            .Select(file => $"src/{file.Path}: given {file.Namespace}, expected {string.Join(" or ", file.AllowedNamespaces)}"));

    [Fact]
    public void File_has_one_top_level_type() => Violations.AssertNone(
        "A file has one top-level type:",
        s_files.Where(file => file.Types.Count > 1).Select(file => $"src/{file.Path}: {string.Join(", ", file.Types.Select(type => type.Name))}"));

    [Fact]
    public void File_is_named_after_its_type() => Violations.AssertNone(
        "A file is called Name.cs, Name.T.cs for a generic type, Name.Concern.cs for a part of a type or for unsafe code:",
        s_files.Where(file => file.Types is [var type] && !type.Fits(file.Name)).Select(file => $"src/{file.Path}: {file.Types[0].Name}"));

    [Theory]
    [InlineData("#region")]
    [InlineData("TODO")]
    public void Word_is_absent(string word) => Violations.AssertNone(
        $"Sources do without {word}:",
        s_files.SelectMany(file => file.LinesWith(word).Select(line => $"src/{file.Path}:{line}")));
}
