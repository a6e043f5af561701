using System.Text.Json;

namespace Scoring.Simulation.Profiles;

/// <summary>Reads services from JSON: <c>[{"name","kind","a_ms","c_ms","s","P","theta","noise","budget_ms","pause":{"probability","ms"},"shift":{"at","factor"}}]</c>.</summary>
internal static class ProfilesFile
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static ServiceProfile[] Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        ProfileEntry[] entries = JsonSerializer.Deserialize<ProfileEntry[]>(file, s_options) ?? [];
        return [.. entries.Select(static (entry, index) => entry.ToProfile(index))];
    }
}
