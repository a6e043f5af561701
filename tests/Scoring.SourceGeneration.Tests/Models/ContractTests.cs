extern alias build;

using build::Scoring.Build.Graphs;
using Microsoft.CodeAnalysis;

namespace Scoring.SourceGeneration.Tests.Models;

/// <summary>Rows and results are held against the model that goes with them.</summary>
public sealed class ContractTests
{
    private const string Trip = "namespace A; [ScoringRow] public record Trip(int Hour, [Column(\"miles\")] float Miles);";
    private const string Fare = "namespace A; [ScoringResult] public record Fare(float Amount);";

    private static readonly GraphValue[] s_packed = [new("X", "float32", "?,2")];
    private static readonly GraphValue[] s_named = [new("Hour", "int64", "?,1"), new("miles", "float32", "?,1")];
    private static readonly GraphValue[] s_fare = [new("fare", "float32", "?,1")];

    [Fact]
    public void Types_that_fit_are_let_pass()
    {
        Assert.Empty(Check(s_packed, s_fare, "Trip", "Fare", Trip, Fare));
        Assert.Empty(Check(s_named, s_fare, "A.Trip", "A.Fare", Trip, Fare));
        Assert.Empty(Check(s_packed, s_fare, "float[]", "float", Trip, Fare));
    }

    [Fact]
    public void Wrong_column_name_names_both_sides_at_the_member()
    {
        string[] found = Texts([new("Hour", "int64", "?,1"), new("distance", "float32", "?,1")], s_fare, "Trip", "Fare", Trip, Fare);
        Assert.Equal(
            [
                "SCORING011 at Miles: Trip gives column 'miles' Float32 [], which model 'fare.onnx' does not take; it takes ('Hour' Int64 [1], 'distance' Float32 [1])",
                "SCORING012 at Trip: Model 'fare.onnx' takes 'distance' Float32 [1], which Trip does not give; it gives ('Hour' Int32 [], 'miles' Float32 [])",
            ],
            found);
    }

    [Theory]
    [InlineData("bool", "?,1", "SCORING013 at Miles: Trip gives 'miles' Float32 [], and model 'fare.onnx' takes 'miles' Boolean [1]: Float32 does not convert to Boolean; change the type")]
    [InlineData("float16", "?,1", "SCORING013 at Miles: Trip gives 'miles' Float32 [], and model 'fare.onnx' takes 'miles' Float16 [1]: Float32 to Float16 would lose digits; allow it with [ScoringRow(AllowNarrowing = true)], or change the type")]
    [InlineData("float32", "?,4", "SCORING014 at Miles: Trip gives 'miles' Float32 [], and model 'fare.onnx' takes 'miles' Float32 [4]: the number of values per row must agree")]
    public void Wrong_column_names_both_sides_at_the_member(string type, string dimensions, string expected) => Assert.Equal(
        [expected], Texts([new("Hour", "int64", "?,1"), new("miles", type, dimensions)], s_fare, "Trip", "Fare", Trip, Fare));

    [Fact]
    public void Wrong_number_of_columns_names_both_sides_at_the_row() => Assert.Equal(
        ["SCORING014 at Trip: Trip gives ('Hour' Int32 [], 'miles' Float32 []), and model 'fare.onnx' takes 'X' Float32 [5]: the one input takes 5 values per row, by position; 2 are given"],
        Texts([new("X", "float32", "?,5")], s_fare, "Trip", "Fare", Trip, Fare));

    [Fact]
    public void Wrong_output_names_both_sides_at_the_member()
    {
        const string Verdict = "[ScoringResult] public record Verdict([Column(\"label\")] int Label, [Column(\"probs\")] float[] Probabilities, [Column(\"sure\")] bool IsSure);";
        string[] found = Texts(s_packed, [new("label", "int64", "?"), new("probs", "float32", "?,3")], "Trip", "Verdict", Trip, Verdict);
        Assert.Equal(
            [
                "SCORING013 at Label: Verdict reads 'label' Int32 [], and model 'fare.onnx' gives 'label' Int64 []: Int64 to Int32 would lose digits; allow it with [ScoringResult(AllowNarrowing = true)], or change the type",
                "SCORING015 at IsSure: Verdict reads 'sure' Boolean [], and model 'fare.onnx' gives ('label' Int64 [], 'probs' Float32 [3]): names are compared letter by letter",
            ],
            found);
    }

    [Fact]
    public void Only_value_of_several_outputs_has_to_be_chosen() => Assert.StartsWith(
        "SCORING015 at Amount: Fare reads '' Float32 []", Assert.Single(Texts(s_packed, [.. s_fare, new("tip", "float32", "?,1")], "Trip", "Fare", Trip, Fare)), StringComparison.Ordinal);

    [Fact]
    public void Wrong_number_of_values_of_an_output_is_said() => Assert.StartsWith(
        "SCORING014 at Amount: Fare reads '' Float32 [], and model 'fare.onnx' gives 'fare' Float32 [3]", Assert.Single(Texts(s_packed, [new("fare", "float32", "?,3")], "Trip", "Fare", Trip, Fare)), StringComparison.Ordinal);

    [Fact]
    public void Classes_of_a_map_are_let_pass()
    {
        const string Verdict = "[ScoringResult] public record Verdict([Column(\"p_0\")] float No, [Column(\"p_1\")] float Yes, [Column(\"q_1\")] float Maybe);";
        Assert.StartsWith("SCORING015 at Maybe", Assert.Single(Texts(s_packed, [new("p", "sequence of map(int64, float32)", null)], "Trip", "Verdict", Trip, Verdict)), StringComparison.Ordinal);
    }

    [Fact]
    public void Optional_inputs_may_be_left_out() => Assert.Empty(Check([.. s_named, new("weight", "float32", "1", IsOptional: true)], s_fare, "Trip", "Fare", Trip, Fare));

    [Theory]
    [InlineData("Tripp", "Fare", "ScoringModel 'fare.onnx' says Row=\"Tripp\", and this project has no [ScoringRow] type of that name; it has A.Trip")]
    [InlineData("Trip", "B.Fare", "ScoringModel 'fare.onnx' says Score=\"B.Fare\", and this project has no [ScoringResult] type of that name; it has A.Fare")]
    public void Unknown_type_is_said_at_the_model(string row, string score, string expected)
    {
        Diagnostic found = Assert.Single(Check(s_packed, s_fare, row, score, Trip, Fare));
        Assert.Equal(("SCORING010", ModelText.Model, expected), (found.Id, found.Location.GetLineSpan().Path, Message(found)));
    }

    [Fact]
    public void Graph_of_another_version_is_said()
    {
        Diagnostic found = Assert.Single(GeneratorRun.With([new ModelText("# something else", "Trip", "")], Trip).Diagnostics);
        Assert.Equal("SCORING016", found.Id);
    }

    [Fact]
    public void Type_that_cannot_be_mapped_is_said_once() =>
        Assert.Equal(["SCORING003"], Check(s_packed, s_fare, "Trip", "Fare", "[ScoringRow] public record Trip(Guid Key);", Fare).Select(static d => d.Id));

    private static Diagnostic[] Check(GraphValue[] inputs, GraphValue[] outputs, string row, string score, params string[] sources) =>
        [.. GeneratorRun.With([ModelText.Of(inputs, outputs, row, score)], sources).Diagnostics];

    private static string[] Texts(GraphValue[] inputs, GraphValue[] outputs, string row, string score, params string[] sources)
    {
        GeneratorRun run = GeneratorRun.With([ModelText.Of(inputs, outputs, row, score)], sources);
        return [.. run.Diagnostics.Select(d => $"{d.Id} at {run.TextAt(d.Location)}: {Message(d)}")];
    }

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
}
