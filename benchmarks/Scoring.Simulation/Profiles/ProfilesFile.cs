using System.Text.Json;

namespace Scoring.Simulation.Profiles;

/// <summary>Reads services from JSON: <c>[{"name","kind","a_ms","c_ms","s","P","theta","noise","budget_ms","pause":{"probability","ms"},"shift":{"at","factor"}}]</c>.</summary>
internal static class ProfilesFile
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <exception cref="InvalidDataException">It is not such a file, or a number in it makes no sense.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ServiceProfile[] Read(string path)
    {
        ProfileEntry[] entries = Parse(path);
        if (entries.Length == 0) throw new InvalidDataException($"{path} has no profiles.");
        return [.. entries.Select((entry, index) => ToProfile(path, entry, index))];
    }

    private static ProfileEntry[] Parse(string path)
    {
        using FileStream file = File.OpenRead(path);
        try
        {
            return JsonSerializer.Deserialize<ProfileEntry[]>(file, s_options) ?? [];
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is not a JSON array of profiles: {error.Message}", error);
        }
    }

    private static ServiceProfile ToProfile(string path, ProfileEntry? entry, int index)
    {
        string? problem = entry is null ? "is null" : entry.FindProblem();
        return problem is null ? entry!.ToProfile(index) : throw new InvalidDataException($"{path}: profile {entry?.Name ?? $"number {index + 1}"} {problem}.");
    }
}
