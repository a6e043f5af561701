using Microsoft.Extensions.Configuration;

namespace Scoring.DependencyInjection;

/// <summary>The keys that a client reads from its section. Each notes itself when it is read, so that the others can be told from them.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class SettingsKeys
{
    private readonly Lock _lock = new();

    /// <summary>Full names of settings and of sections in the client's own.</summary>
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Full names of sections whose keys the application chooses.</summary>
    private readonly HashSet<string> _open = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string key)
    {
        lock (_lock) _known.Add(key);
    }

    /// <summary>A setting of several values, which may stand below it under any key.</summary>
    public void AddOpen(string key)
    {
        lock (_lock) _open.Add(key);
    }

    /// <summary>The keys of a section that nobody has read.</summary>
    /// <param name="section">The section.</param>
    /// <param name="isOthers">Whether a key belongs to somebody else.</param>
    public IEnumerable<IConfigurationSection> FindUnknown(IConfigurationSection section, Func<string, bool> isOthers)
    {
        foreach (IConfigurationSection child in section.GetChildren())
        {
            (bool isKnown, bool isOpen) = Look(child.Path);
            if (isOpen || isOthers(child.Path)) continue;
            if (!isKnown) yield return child;
            else foreach (IConfigurationSection unknown in FindUnknown(child, isOthers)) yield return unknown;
        }
    }

    /// <summary>The known key beside this one that looks most like it; null where there is none.</summary>
    public string? FindNearest(string key)
    {
        string section = ConfigurationPath.GetParentPath(key) ?? "", name = ConfigurationPath.GetSectionKey(key);
        lock (_lock)
        {
            return _known.Concat(_open).Where(known => section.Equals(ConfigurationPath.GetParentPath(known), StringComparison.OrdinalIgnoreCase))
                .Select(static known => ConfigurationPath.GetSectionKey(known)!).MinBy(known => EditDistance.Between(known, name));
        }
    }

    private (bool IsKnown, bool IsOpen) Look(string key)
    {
        lock (_lock) return (_known.Contains(key), _open.Contains(key));
    }
}
