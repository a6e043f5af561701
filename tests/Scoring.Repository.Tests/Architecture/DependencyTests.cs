using System.Reflection;
using ApiSnapshot;

namespace Scoring.Repository.Tests.Architecture;

/// <summary>Which way dependencies point: what each library may see besides the base class library.</summary>
public sealed class DependencyTests
{
    private const string Logging = "Microsoft.Extensions.Logging.Abstractions";

    /// <summary>A program: nobody sees it, so it has no snapshot.</summary>
    private const string Tool = "Scoring.Tool";

    private static readonly Dictionary<string, string[]> s_allowed = new(StringComparer.Ordinal)
    {
        ["Scoring"] =
        [
            Logging,
            "Microsoft.Extensions.Configuration.Abstractions",
            "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.ObjectPool",
            "Microsoft.Extensions.Options",

            // What the abstractions of options and configuration tell of changes with.
            "Microsoft.Extensions.Primitives",
        ],
        ["Scoring.BenchmarkDotNet"] = ["BenchmarkDotNet", "BenchmarkDotNet.Annotations", "Perfolizer", "Scoring"],
        ["Scoring.Http"] = ["Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Http", "Microsoft.Extensions.ObjectPool", "Scoring"],
        ["Scoring.Onnx"] = [Logging, "Microsoft.Extensions.ObjectPool", "Scoring"],
        ["Scoring.Testing"] = ["Scoring"],
        [Tool] = ["CsvHelper", "Scoring", "Scoring.Http", "Scoring.Onnx", "Spectre.Console", "System.CommandLine"],
    };

    public static TheoryData<string> Library => [.. Libraries.Names, Tool];

    [Theory]
    [MemberData(nameof(Library))]
    public void Library_sees_only_what_it_may(string library)
    {
        var seen = Assembly.Load(library).GetReferencedAssemblies().Select(reference => reference.Name!);
        var forbidden = seen.Where(name => !IsBaseClassLibrary(name) && !s_allowed[library].Contains(name, StringComparer.Ordinal));
        Violations.AssertNone($"{library} may see the base class library and {string.Join(", ", s_allowed[library])}, but it also sees:", forbidden);
    }

    [Fact]
    public void Tool_has_no_public_types() => Assert.Empty(Assembly.Load(Tool).GetExportedTypes());

    [Fact]
    public void Base_class_library_is_what_ships_with_the_runtime()
    {
        Assert.True(IsBaseClassLibrary("System.Runtime"));
        Assert.False(IsBaseClassLibrary(Logging));
        Assert.False(IsBaseClassLibrary("System.Reactive"));
    }

    // A prefix would let packages named System.* through.
    private static bool IsBaseClassLibrary(string name) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, $"{name}.dll"));
}
