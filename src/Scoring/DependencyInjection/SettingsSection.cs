using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Scoring.DependencyInjection;

/// <summary>Reads settings out of a section of the configuration, with errors that name the key.</summary>
/// <param name="section">The section; null where there is none, so that no setting is there.</param>
/// <param name="owner">Whose settings these are.</param>
/// <param name="keys">Is told of each key that is read.</param>
internal readonly struct SettingsSection(IConfiguration? section, string owner, SettingsKeys keys)
{
    /// <summary>The full name of a setting: <c>Scoring:Fares:MaxBatchCount</c>.</summary>
    public string KeyOf(string name) => section is IConfigurationSection { Path: { Length: > 0 } path } ? $"{path}:{name}" : name;

    public SettingsSection Sub(string name)
    {
        keys.Add(KeyOf(name));
        return new(section?.GetSection(name), owner, keys);
    }

    /// <summary>Says that these are settings, also where an error comes before they are read, or code has the last word.</summary>
    public void Expect(params ReadOnlySpan<string> names)
    {
        foreach (string name in names) keys.Add(KeyOf(name));
    }

    /// <summary>The same of settings of several values.</summary>
    public void ExpectOpen(params ReadOnlySpan<string> names)
    {
        foreach (string name in names) keys.AddOpen(KeyOf(name));
    }

    public bool Exists => section is not null;

    public string? Text(string name)
    {
        keys.Add(KeyOf(name));
        return section?[name] is { Length: > 0 } text ? text.Trim() : null;
    }

    public int? Int32(string name) => Read(name, static (string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value), "a whole number");

    public long? Int64(string name) => Read(name, static (string text, out long value) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value), "a whole number");

    public double? Double(string name) => Read(name, static (string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value), "a number");

    public bool? Boolean(string name) => Read<bool>(name, bool.TryParse, "true or false");

    public TimeSpan? Time(string name) => Read<TimeSpan>(name, TimeText.TryParse, "a time such as 25ms, 1.5s, 2m or 00:00:05");

    public T? Choice<T>(string name)
        where T : struct, Enum => Read(name, static (string text, out T value) => Enum.TryParse(text, ignoreCase: true, out value) && Enum.IsDefined(value), string.Join(", ", Enum.GetNames<T>()));

    /// <summary>Puts numbers, with commas between or as a list, in the place of those that are there.</summary>
    public void AddTo(ISet<int> numbers, string name)
    {
        IReadOnlyList<(string Key, string Text)> texts = ValuesOf(name);
        if (texts.Count > 0) numbers.Clear();
        foreach ((string key, string text) in texts) numbers.Add(ParseNumber<int>(key, text));
    }

    /// <summary>Puts texts, with commas between or as a list, in the place of those that are there.</summary>
    public void AddTo(IList<string> texts, string name)
    {
        IReadOnlyList<(string Key, string Text)> values = ValuesOf(name);
        if (values.Count > 0) texts.Clear();
        foreach ((_, string text) in values) texts.Add(text);
    }

    /// <summary>Adds the texts of a section under their keys.</summary>
    public void AddTo(IDictionary<string, string> texts, string name)
    {
        foreach (IConfigurationSection child in ChildrenOf(name)) texts[child.Key] = child.Value ?? "";
    }

    /// <summary>Adds the numbers of a section under their keys.</summary>
    public void AddTo(IDictionary<string, long> numbers, string name)
    {
        foreach (IConfigurationSection child in ChildrenOf(name)) numbers[child.Key] = ParseNumber<long>(child.Path, child.Value);
    }

    /// <summary>The error of a setting.</summary>
    public Exception Wrong(string problem) => new OptionsValidationException(owner, typeof(ScoringClientOptions), [problem]);

    /// <summary>What an option's own check says, with the key of the setting in place of the option's name.</summary>
    /// <param name="type">The options' type, with which the message begins.</param>
    /// <param name="message">The message.</param>
    public string WithKey(string type, string message)
    {
        // The parameter's name at the end is the option's once more.
        int end = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        string problem = end < 0 ? message : message[..end];
        string option = $"{type}.";
        return problem.StartsWith(option, StringComparison.Ordinal) && section is not null ? KeyOf(problem[option.Length..]) : problem;
    }

    private IEnumerable<IConfigurationSection> ChildrenOf(string name)
    {
        keys.AddOpen(KeyOf(name));
        return section?.GetSection(name).GetChildren() ?? [];
    }

    private IReadOnlyList<(string Key, string Text)> ValuesOf(string name)
    {
        string key = KeyOf(name);
        string[] together = Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return [.. together.Select(text => (key, text)), .. ChildrenOf(name).Where(static child => child.Value is not null).Select(static child => (child.Path, child.Value!))];
    }

    private T ParseNumber<T>(string key, string? text)
        where T : INumberBase<T> =>
        T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T? value) ? value : throw Wrong($"{key} is '{text}'; it must be a whole number.");

    private T? Read<T>(string name, TryParse<T> tryParse, string expected)
        where T : struct
    {
        if (Text(name) is not { } text) return null;
        return tryParse(text, out T value) ? value : throw Wrong($"{KeyOf(name)} is '{text}'; it must be {expected}.");
    }

    private delegate bool TryParse<T>(string text, out T value);
}
