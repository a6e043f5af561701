using System.Text.RegularExpressions;
using ApiSnapshot;

namespace Scoring.Repository.Tests.Architecture;

/// <summary>A C# file of a library: where it lies and what it says about itself.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    private const string Root = "Scoring";
    private const string DependencyInjection = "Microsoft.Extensions.DependencyInjection";

    public string Name => System.IO.Path.GetFileName(Path);

    public IReadOnlyList<TypeDeclaration> Types => TypeDeclaration.In(Text);

    public string Namespace => Declaration().Match(Text).Groups["name"].Value;

    /// <summary>The project and the folders below it, and for extensions the namespace in which callers find them.</summary>
    public IEnumerable<string> AllowedNamespaces =>
    [
        System.IO.Path.GetDirectoryName(Path)!.Replace(System.IO.Path.DirectorySeparatorChar, '.'),
        .. Name.EndsWith("BuilderExtensions.cs", StringComparison.Ordinal) ? [Root] : Array.Empty<string>(),
        .. Name.EndsWith("ServiceCollectionExtensions.cs", StringComparison.Ordinal) ? [DependencyInjection] : Array.Empty<string>(),
    ];

    /// <summary>All files below <c>src</c>, with paths that start at the project; templates are their users' code.</summary>
    public static IEnumerable<SourceFile> All()
    {
        var root = RepositoryRoot.Combine("src");
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => new SourceFile(System.IO.Path.GetRelativePath(root, file), File.ReadAllText(file)))
            .Where(file => !file.Path.Split(System.IO.Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj" or "templates"));
    }

    /// <summary>The numbers, from 1, of the lines that hold a word.</summary>
    public IEnumerable<int> LinesWith(string word) =>
        Text.Split('\n').Index().Where(line => line.Item.Contains(word, StringComparison.Ordinal)).Select(line => line.Index + 1);

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
