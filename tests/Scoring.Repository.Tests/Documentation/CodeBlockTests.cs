using ApiSnapshot;

namespace Scoring.Repository.Tests.Documentation;

/// <summary>Code in the README and in docs is code that is compiled and run: each block stands word for word in a source file that is.</summary>
public class CodeBlockTests
{
    private static readonly string[] s_sources =
    [
        RepositoryRoot.Combine("samples", "QuickStart", "Program.cs"),
        RepositoryRoot.Combine("samples", "TuneWithBenchmarkDotNet", "FareTuning.cs"),
        .. Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "Scoring.Repository.Tests", "Documentation"), "Documented*.cs"),
    ];

    public static TheoryData<string, string> Blocks =>
        [.. MarkdownFiles().SelectMany(static file => Markdown.Blocks(File.ReadAllText(file), "csharp").Select(block => (Path.GetRelativePath(RepositoryRoot.Combine(), file), block)))];

    [Fact]
    public void Documents_have_code() => Assert.True(Blocks.Count >= 5, $"only {Blocks.Count} blocks of code were found");

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Code_in_a_document_is_compiled_and_run(string file, string block)
    {
        string code = Markdown.WithoutIndent(block);
        Assert.True(
            s_sources.Any(source => Markdown.WithoutIndent(File.ReadAllText(source)).Contains(code, StringComparison.Ordinal)),
            $"A block of {file} does not stand in {string.Join(" or ", s_sources.Select(Path.GetFileName))}:\n{block}");
    }

    private static IEnumerable<string> MarkdownFiles() =>
        [RepositoryRoot.Combine("README.md"), .. Directory.EnumerateFiles(RepositoryRoot.Combine("docs"), "*.md"), .. Directory.EnumerateFiles(RepositoryRoot.Combine("src"), "README.md", SearchOption.AllDirectories)];
}
