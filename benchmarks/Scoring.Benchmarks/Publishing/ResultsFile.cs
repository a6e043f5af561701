using System.Text.Json;
using Scoring.Benchmarks.LocalOnnx;

namespace Scoring.Benchmarks.Publishing;

/// <summary>Results as JSON, the form that tables and pictures are made from.</summary>
public static class ResultsFile
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static LocalOnnxResults Read(string path) => JsonSerializer.Deserialize<LocalOnnxResults>(File.ReadAllText(path), s_json)!;

    public static void Write(string path, LocalOnnxResults results) => File.WriteAllText(path, JsonSerializer.Serialize(results, s_json) + "\n");
}
