extern alias build;

using System.Collections.Immutable;
using build::Scoring.Build.Graphs;
using FsCheck;
using FsCheck.Fluent;
using Scoring.Bindings;
using Scoring.Bindings.Matching;
using Scoring.Records;

namespace Scoring.SourceGeneration.Tests.Models;

/// <summary>What the compiler says of a row or result is what a client says of it when it is built.</summary>
public sealed class ContractPropertyTests
{
    private const int Tests = 60;

    private static readonly string[] s_names = ["A", "B", "C"];
    private static readonly (string Keyword, ElementType Element)[] s_types =
    [
        ("float", ElementType.Float32), ("double", ElementType.Float64), ("Half", ElementType.Float16), ("int", ElementType.Int32), ("long", ElementType.Int64),
        ("byte", ElementType.UInt8), ("bool", ElementType.Boolean), ("string", ElementType.String),
    ];

    /// <summary>Of a member: one value, or an array of one or two dimensions.</summary>
    private static readonly int[][] s_given = [[], [], [], [2], [4], [2, 2], [RowShape.Any]];

    /// <summary>Of an input or output.</summary>
    private static readonly int[][] s_declared = [[], [1], [1], [2], [4], [2, 2], [RowShape.Any], [3]];

    private static Gen<(string Name, int Type, int[] Shape)[]> Values(int[][] shapes) =>
        from count in Gen.Choose(1, s_names.Length)
        from names in Gen.Shuffle(s_names)
        from values in Gen.ArrayOf(from type in Gen.Choose(0, s_types.Length - 1) from shape in Gen.Elements(shapes) select (type, shape), count)
        select values.Select((value, i) => (names[i], value.type, value.shape)).ToArray();

    [Fact]
    public void Rows_are_refused_when_a_client_would_refuse_them() => Properties.Check(
        from given in Values(s_given) from declared in Values(s_declared) from narrowing in Gen.Elements(false, true) select (given, declared, narrowing),
        sample => AssertAgree(sample.given, sample.declared, sample.narrowing, isResult: false),
        Tests);

    [Fact]
    public void Results_are_refused_when_a_client_would_refuse_them() => Properties.Check(
        from given in Values(s_given) from declared in Values(s_declared) from narrowing in Gen.Elements(false, true) select (given, declared, narrowing),
        sample => AssertAgree(sample.given, sample.declared, sample.narrowing, isResult: true),
        Tests);

    private static void AssertAgree((string Name, int Type, int[] Shape)[] given, (string Name, int Type, int[] Shape)[] declared, bool narrowing, bool isResult)
    {
        GraphValue[] values = [.. declared.Select(static d => new GraphValue(d.Name, GraphName(s_types[d.Type].Element), $"?{string.Concat(d.Shape.Select(static s => $",{(s < 0 ? "?" : $"{s}")}"))}"))];
        ModelText model = isResult ? ModelText.Of([new GraphValue("X", "float32", "?,1")], values, score: "Given") : ModelText.Of(values, [new GraphValue("Y", "float32", "?,1")], row: "Given");
        string source = $"[{(isResult ? "ScoringResult" : "ScoringRow")}(AllowNarrowing = {(narrowing ? "true" : "false")})] public class Given {{ {string.Concat(given.Select(Member))} }}";
        GeneratorRun run = GeneratorRun.With([model], source);
        string? refusal = Refusal(given, declared, narrowing, isResult);
        Assert.True(run.Diagnostics.Count > 0 == refusal is not null, $"{source}\n{string.Join("\n", values.Select(static v => v.ToString()))}\nclient: {refusal ?? "fits"}\ncompiler: {string.Join("\n", run.Diagnostics)}");
    }

    private static string Member((string Name, int Type, int[] Shape) value)
    {
        string shape = value.Shape.Length == 0 || value.Shape.Contains(RowShape.Any) ? "" : $"Shape({string.Join(", ", value.Shape)}), ";
        return $"[{shape}Column(\"{value.Name}\")] public {s_types[value.Type].Keyword}{(value.Shape.Length == 0 ? "" : "[]")} {value.Name} {{ get; set; }} = default!; ";
    }

    private static string? Refusal((string Name, int Type, int[] Shape)[] given, (string Name, int Type, int[] Shape)[] declared, bool narrowing, bool isResult)
    {
        ImmutableArray<BindingColumn> columns =
        [
            .. given.Select(g => new BindingColumn(g.Name, s_types[g.Type].Element, isResult && g.Shape.Contains(RowShape.Any) ? null : RowShape.Create(g.Shape))),
        ];
        ImmutableArray<SignatureColumn> values = [.. declared.Select(static d => new SignatureColumn(d.Name, s_types[d.Type].Element, RowShape.Create(d.Shape)))];
        ImmutableArray<SignatureColumn> other = [new SignatureColumn("Z", ElementType.Float32, RowShape.Scalar)];
        var signature = new ScoringSignature { ModelName = "model", Inputs = isResult ? other : values, Outputs = isResult ? values : other };
        try
        {
            if (isResult) SignatureMatcher.MatchOutputs(signature, columns, narrowing, typeof(object));
            else SignatureMatcher.MatchInputs(signature, columns, narrowing);
            return null;
        }
        catch (ScoringBindingException exception)
        {
            return exception.Message;
        }
    }

    private static string GraphName(ElementType type) => type == ElementType.Boolean ? "bool" : type == ElementType.UInt8 ? "uint8" : $"{type}".ToLowerInvariant();
}
