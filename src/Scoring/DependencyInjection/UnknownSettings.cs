using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Scoring.DependencyInjection;

/// <summary>What is said of keys in a client's section that are no settings: misspelt ones would else be ignored without a word.</summary>
internal static class UnknownSettings
{
    /// <summary>What has to be called so that a section is read.</summary>
    private static readonly Dictionary<string, string> s_sections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Onnx"] = "UseOnnxModel",
        ["Http"] = "UseHttp",
        ["Endpoint"] = "UseHttp",
        ["Protocol"] = "UseHttp",
        ["ApiKey"] = "UseHttp",
        ["Retry"] = "UseRetry",
        ["Isolation"] = "UseRowIsolation",
        ["Fallback"] = "UseFallback",
    };

    /// <summary>Finds them, once everything that reads settings has done so.</summary>
    /// <remarks>A whole configuration is not looked through: there is more in it than a client's settings.</remarks>
    public static IEnumerable<string> Find(ClientRegistration registration, IServiceProvider services)
    {
        if (registration.Section?.Invoke(services) is not IConfigurationSection section) return [];
        string[] others = [.. services.GetServices<ClientRegistration>().Where(other => other != registration)
            .Select(other => other.Section?.Invoke(services)).OfType<IConfigurationSection>().Select(static other => other.Path)];
        return registration.Keys.FindUnknown(section, IsOthers).Select(unknown => Describe(registration, section, unknown));

        bool IsOthers(string key) => others.Any(other => other.Equals(key, StringComparison.OrdinalIgnoreCase) || other.StartsWith($"{key}:", StringComparison.OrdinalIgnoreCase));
    }

    private static string Describe(ClientRegistration registration, IConfigurationSection section, IConfigurationSection unknown)
    {
        string parent = ConfigurationPath.GetParentPath(unknown.Path)!;
        if (s_sections.TryGetValue(unknown.Key, out string? method) && parent.Equals(section.Path, StringComparison.OrdinalIgnoreCase))
            return $"{unknown.Path} is for {method}, which {registration} does not call. Call it, or take the setting out.";
        string nearest = registration.Keys.FindNearest(unknown.Path) is { } known ? $"; the nearest one is {known}" : "";
        return $"{unknown.Path} is no setting of section {parent}{nearest}. What belongs to the application needs a section of its own.";
    }
}
