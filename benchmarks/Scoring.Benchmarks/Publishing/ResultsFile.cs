using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Scoring.Benchmarks.LocalOnnx;

namespace Scoring.Benchmarks.Publishing;

/// <summary>Results as JSON, the form that tables and pictures are made from.</summary>
public static class ResultsFile
{
    /// <summary>Readable by people too; and a figure that is none, such as bytes per row without a row, does not cost all others.</summary>
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static LocalOnnxResults Read(string path) => Read<LocalOnnxResults>(path);

    public static T Read<T>(string path) => JsonSerializer.Deserialize<T>(File.ReadAllText(path), s_json)!;

    /// <returns>Null when there is no such file.</returns>
    public static T? Find<T>(string path)
        where T : class => File.Exists(path) ? Read<T>(path) : null;

    public static void Write<T>(string path, T results) => File.WriteAllText(path, JsonSerializer.Serialize(results, s_json) + "\n");
}
