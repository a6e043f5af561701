extern alias generator;

using System.Collections.Immutable;
using generator::Scoring.SourceGeneration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Scoring.SourceGeneration.Tests.Support;

/// <summary>Runs the generator over sources as the compiler would.</summary>
internal sealed class GeneratorRun
{
    private const string Imports = "using System; using System.Collections.Generic; using System.Collections.Immutable; using Scoring.Bindings;\n";

    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.CSharp13);

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static file => Path.GetFileName(file) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "Scoring.dll" or "netstandard.dll"))
            .Select(static file => MetadataReference.CreateFromFile(file)),
    ];

    private readonly GeneratorDriver _driver;

    private GeneratorRun(CSharpCompilation compilation, GeneratorDriver driver)
    {
        _driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        (Input, Output) = (compilation, output);
    }

    public CSharpCompilation Input { get; }

    public Compilation Output { get; }

    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    public IReadOnlyList<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>The texts of what was written, by file name.</summary>
    public IReadOnlyDictionary<string, string> Written => Result.GeneratedSources.ToDictionary(static s => s.HintName, static s => s.SourceText.ToString());

    public static GeneratorRun Of(params string[] sources) => With([], sources);

    public static GeneratorRun With(IEnumerable<ModelText> models, params string[] sources)
    {
        ModelText[] texts = [.. models];
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Application",
            sources.Select(static (source, i) => Parse(source, $"File{i}.cs")),
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new BindingGenerator().AsSourceGenerator()],
            texts,
            s_parsing,
            new ModelOptions(),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new GeneratorRun(compilation, driver);
    }

    /// <summary>Runs again after an edit, with what the driver remembers.</summary>
    public GeneratorRun After(Func<CSharpCompilation, CSharpCompilation> edit) => new(edit(Input), _driver);

    public GeneratorRun AfterReplacing(string file, string source) => After(compilation =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(tree => tree.FilePath == file), Parse(source, file)));

    /// <summary>Throws when the generated code does not compile, or only with warnings.</summary>
    public GeneratorRun AssertCompiles()
    {
        Assert.Empty(Diagnostics);
        IEnumerable<Diagnostic> problems = Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity >= DiagnosticSeverity.Warning);
        Assert.True(!problems.Any(), string.Join("\n", problems) + "\n" + string.Join("\n", Written.Values));
        return this;
    }

    /// <summary>What stands at a place in a source.</summary>
    public string TextAt(Location location) => Input.SyntaxTrees
        .Single(tree => tree.FilePath == location.GetLineSpan().Path).GetText(TestContext.Current.CancellationToken).ToString(location.SourceSpan);

    private static SyntaxTree Parse(string source, string file) => CSharpSyntaxTree.ParseText(SourceText.From(Imports + source), s_parsing, file);
}
