using System.Reflection;
using Microsoft.CodeAnalysis.Emit;
using Scoring.Bindings;

namespace Scoring.SourceGeneration.Tests.Bindings;

/// <summary>How a client comes by a generated binding.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public void Binding_is_found_before_any_code_of_its_assembly_has_run()
    {
        Assembly assembly = Load("namespace A; [ScoringRow] public record struct Trip(int Hour); [ScoringResult] public record struct Fare(float Amount);");
        Assert.Equal("Scoring.Generated.A.TripRowBinding", Call(nameof(DefaultRow), assembly.GetType("A.Trip")!).GetType().FullName);
        Assert.Equal("Scoring.Generated.A.FareScoreBinding", Call(nameof(DefaultScore), assembly.GetType("A.Fare")!).GetType().FullName);
    }

    [Fact]
    public void Names_of_an_application_do_not_come_between()
    {
        const string Source = """
            namespace App
            {
                class ElementType; class RowShape; class ReadOnlySpan; class BindingColumn; class System; class Scoring;
                [ScoringRow] public record RowWriter([property: Obsolete] int @class, float Class, global::System.DateTime? x, global::System.DateTime? X);
                [ScoringResult] public class ScoreReader { public float values; public int scores; public long i; }
            }
            class ElementType; class Span;
            """;
        GeneratorRun.Of(Source).AssertCompiles();
    }

    [Fact]
    public void Registered_binding_is_the_default()
    {
        RowBinding<Registered> binding = RowBinding.For<Registered>().Column("A", static (in r) => r.A).Build();
        Assert.Throws<ArgumentException>(RowBinding.Default<Registered>);
        RowBinding.Register(binding);
        Assert.Same(binding, RowBinding.Default<Registered>());

        ScoreBinding<Registered> scores = ScoreBinding.Create(static (ref reader) => new Registered(reader.Read<float>()));
        Assert.Throws<ArgumentException>(() => ScoreBinding.Default<Registered>());
        ScoreBinding.Register(scores);
        Assert.Same(scores, ScoreBinding.Default<Registered>());
    }

    private static Assembly Load(string source)
    {
        using var stream = new MemoryStream();
        EmitResult result = GeneratorRun.Of(source).AssertCompiles().Output.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return Assembly.Load(stream.ToArray());
    }

    private static object Call(string method, Type type) =>
        typeof(RegistrationTests).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null)!;

    private static RowBinding<T> DefaultRow<T>() => RowBinding.Default<T>();

    private static ScoreBinding<T> DefaultScore<T>() => ScoreBinding.Default<T>();

    private sealed record Registered(float A);
}
