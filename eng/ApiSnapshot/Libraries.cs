using System.Reflection;

namespace ApiSnapshot;

/// <summary>The packable libraries, each with one committed snapshot of its public API.</summary>
internal static class Libraries
{
    public const string UpdateCommand = "dotnet run --project eng/ApiSnapshot -c Release";

    public static IReadOnlyList<string> Names { get; } = ["Scoring", "Scoring.BenchmarkDotNet", "Scoring.Http", "Scoring.Onnx", "Scoring.Testing"];

    public static string CurrentApi(string library) => ApiText.Of(Assembly.Load(library));

    public static string SnapshotFile(string library) =>
        RepositoryRoot.Combine("tests", "Scoring.Repository.Tests", "Api", $"{library}.txt");
}
