using Microsoft.CodeAnalysis;

namespace Scoring.SourceGeneration.Tests;

/// <summary>What cannot be mapped is said at its place: in the sources below, between <c>«</c> and <c>»</c>.</summary>
public sealed class DiagnosticTests
{
    private const string Open = "«", Close = "»";

    [Theory]
    [InlineData("SCORING001", "static", "[ScoringRow] static class «Trip» { public static int Hour; }")]
    [InlineData("SCORING001", "ref struct", "[ScoringRow] ref struct «Trip» { public int Hour; }")]
    [InlineData("SCORING001", "generic", "[ScoringRow] record «Trip»<T>(int Hour);")]
    [InlineData("SCORING001", "generic", "class Outer<T> { [ScoringRow] internal record «Trip»(int Hour); }")]
    [InlineData("SCORING001", "private", "class Outer { [ScoringRow] private record «Trip»(int Hour); }")]
    [InlineData("SCORING001", "Outer is private", "class All { private class Outer { [ScoringRow] public record «Trip»(int Hour); } }")]
    [InlineData("SCORING001", "local to its file", "[ScoringRow] file record «Trip»(int Hour);")]
    [InlineData("SCORING001", "abstract", "[ScoringResult] abstract record «Fare»(float Amount);")]
    [InlineData("SCORING002", "can be read", "[ScoringRow] class «Trip»;")]
    [InlineData("SCORING002", "can be read", "[ScoringRow] record «Trip»([Ignore] int Hour) { private int Day { get; } }")]
    [InlineData("SCORING002", "can be set", "[ScoringResult] class «Fare» { public float Amount => 1; }")]
    [InlineData("SCORING003", "System.Guid", "[ScoringRow] record Trip(Guid «Key»);")]
    [InlineData("SCORING003", "decimal", "[ScoringRow] record Trip(decimal «Price»);")]
    [InlineData("SCORING003", "float?[]", "[ScoringRow] class Trip { public float?[] «Values» { get; set; } }")]
    [InlineData("SCORING003", "float[*,*]", "[ScoringRow] class Trip { public float[,] «Values»; }")]
    [InlineData("SCORING003", "never missing", "[ScoringResult] record Fare(int? «Class»);")]
    [InlineData("SCORING003", "List", "[ScoringResult] record Fare(List<float> «Values»);")]
    [InlineData("SCORING004", "'hour'", "[ScoringRow] record Trip([Column(\"hour\")] int Hour, int «hour»);")]
    [InlineData("SCORING005", "one value", "[ScoringRow] record Trip([«Shape(2)»] int Hour);")]
    [InlineData("SCORING005", "at least 1", "[ScoringRow] record Trip([«Shape(2, 0)»] int[] Hours);")]
    [InlineData("SCORING005", "one or more dimensions", "[ScoringRow] record Trip([«Shape»] int[] Hours);")]
    [InlineData("SCORING005", "at most", "[ScoringRow] record Trip([«Shape(65536, 65536)»] int[] Hours);")]
    [InlineData("SCORING005", "[Shape(28, 28)]", "[ScoringRow] record Trip(float[][] «Image»);")]
    [InlineData("SCORING005", "two dimensions", "[ScoringRow] record Trip([«Shape(784)»] float[][] Image);")]
    [InlineData("SCORING006", "travels as it is", "[ScoringRow] record Trip([«Column(AsString = true)»] int Hour);")]
    [InlineData("SCORING006", "'Day'", "enum Kind { Day, [Column(\"Day\")] Night } [ScoringRow] record Trip([«Column(AsString = true)»] Kind Kind);")]
    [InlineData("SCORING007", "constructors", "[ScoringResult] class «Fare»(float price) { public float Amount { get; } = price; }")]
    [InlineData("SCORING007", "required", "[ScoringResult] class Fare { public float Amount { get; set; } [Ignore] public required string «Currency» { get; set; } }")]
    [InlineData("SCORING008", "cannot be read", "[ScoringRow] class Trip { public int Hour; [«Column(\"day\")»] private int _day; }")]
    [InlineData("SCORING008", "cannot be read", "[ScoringRow] class Trip { public int Hour; [«Column»] public int Day { set { } } }")]
    [InlineData("SCORING008", "leaves it out", "[ScoringRow] class Trip { public int Hour; [Ignore, «Column»] public int Day; }")]
    [InlineData("SCORING008", "leaves it out", "[ScoringResult] class Fare { public float Amount { get; set; } [Ignore, «Shape(2)»] public float[] Values { get; set; } }")]
    [InlineData("SCORING008", "cannot be set", "[ScoringResult] class Fare { public float Amount { get; set; } [«Column»] public float Tip => 1; }")]
    public void Type_is_refused_at_its_place(string id, string part, string marked)
    {
        string source = "#nullable disable\n" + marked.Replace(Open, "", StringComparison.Ordinal).Replace(Close, "", StringComparison.Ordinal);
        GeneratorRun run = GeneratorRun.Of(source);
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Contains(part, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.EndsWith($"docs/diagnostics.md#{id.ToLowerInvariant()}", diagnostic.Descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Empty(run.Written);
        Assert.Equal(("File0.cs", Marked(marked)), (diagnostic.Location.GetLineSpan().Path, run.TextAt(diagnostic.Location)));
        Assert.Equal(StartOf(run, marked), diagnostic.Location.SourceSpan.Start);
    }

    [Fact]
    public void Every_column_that_cannot_be_mapped_is_named()
    {
        GeneratorRun run = GeneratorRun.Of("[ScoringRow] record Trip(Guid Key, int Hour, decimal Price);");
        Assert.Equal(["SCORING003", "SCORING003"], run.Diagnostics.Select(static d => d.Id));
    }

    private static string Marked(string marked) => marked[(marked.IndexOf(Open, StringComparison.Ordinal) + 1)..marked.IndexOf(Close, StringComparison.Ordinal)];

    private static int StartOf(GeneratorRun run, string marked)
    {
        int prefix = run.Input.SyntaxTrees[0].Length - marked.Replace(Open, "", StringComparison.Ordinal).Replace(Close, "", StringComparison.Ordinal).Length;
        return prefix + marked.IndexOf(Open, StringComparison.Ordinal);
    }
}
