extern alias generator;

using generator::Scoring.SourceGeneration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Scoring.SourceGeneration.Tests;

/// <summary>An edit costs only what depends on it.</summary>
public sealed class CachingTests
{
    private const string Trip = "namespace A;\n[ScoringRow] public record struct Trip(int Hour, float Miles);\n[ScoringResult] public record struct Fare(float Amount);";
    private const string Other = "class Other { int Answer() => 42; }";

    [Fact]
    public void Edit_of_another_file_runs_nothing_again()
    {
        GeneratorRun run = GeneratorRun.Of(Trip, Other).AfterReplacing("File1.cs", "class Other { int Answer() => 43; }");
        AssertReasons(run, BindingGenerator.ModelStep, IncrementalStepRunReason.Cached);
        AssertOutputsAreCached(run);
    }

    [Fact]
    public void New_file_runs_nothing_again()
    {
        GeneratorRun run = GeneratorRun.Of(Trip).After(static compilation => compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Other, (CSharpParseOptions)compilation.SyntaxTrees[0].Options, "New.cs")));
        AssertReasons(run, BindingGenerator.ModelStep, IncrementalStepRunReason.Cached);
        AssertOutputsAreCached(run);
    }

    [Theory]
    [InlineData("// moved down\n\n" + Trip)]
    [InlineData(Trip + "\npublic class Another;")]
    public void Edit_beside_a_type_writes_no_code_again(string edited)
    {
        GeneratorRun run = GeneratorRun.Of(Trip, Other).AfterReplacing("File0.cs", edited);
        AssertReasons(run, BindingGenerator.ModelStep, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);
        AssertOutputsAreCached(run);
    }

    [Fact]
    public void Edit_of_one_type_leaves_the_other()
    {
        GeneratorRun run = GeneratorRun.Of(Trip, Other).AfterReplacing("File0.cs", Trip.Replace("float Miles", "double Miles", StringComparison.Ordinal));
        IncrementalStepRunReason[] reasons = [.. Reasons(run.Result.TrackedSteps[BindingGenerator.ModelStep])];
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged], reasons.Order());
    }

    [Fact]
    public void Edit_of_another_file_checks_no_model_again()
    {
        ModelText model = ModelText.Of([new("X", "float32", "?,2")], [new("Y", "float32", "?,1")], "Trip", "Fare");
        GeneratorRun run = GeneratorRun.With([model], Trip, Other).AfterReplacing("File1.cs", "class Other { int Answer() => 43; }");
        // A step whose inputs are the very same objects may not even be looked at.
        if (run.Result.TrackedSteps.ContainsKey(BindingGenerator.ContractStep))
            AssertReasons(run, BindingGenerator.ContractStep, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged);
        AssertOutputsAreCached(run);
    }

    private static void AssertReasons(GeneratorRun run, string step, params IncrementalStepRunReason[] allowed)
    {
        IncrementalStepRunReason[] reasons = [.. Reasons(run.Result.TrackedSteps[step])];
        Assert.NotEmpty(reasons);
        Assert.All(reasons, reason => Assert.Contains(reason, allowed));
    }

    private static void AssertOutputsAreCached(GeneratorRun run) =>
        Assert.All(run.Result.TrackedOutputSteps.SelectMany(static steps => Reasons(steps.Value)), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));

    private static IEnumerable<IncrementalStepRunReason> Reasons(IEnumerable<IncrementalGeneratorRunStep> steps) => steps.SelectMany(static step => step.Outputs).Select(static output => output.Reason);
}
