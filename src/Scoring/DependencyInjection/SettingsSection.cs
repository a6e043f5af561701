using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Scoring.DependencyInjection;

/// <summary>Reads settings out of a section of the configuration, by hand: without reflection, and with errors that name the key.</summary>
/// <param name="section">The section; null where there is none, so that no setting is there.</param>
/// <param name="owner">Whose settings these are.</param>
internal readonly struct SettingsSection(IConfiguration? section, string owner)
{
    /// <summary>The full name of a setting: <c>Scoring:Fares:MaxBatchCount</c>.</summary>
    public string KeyOf(string name) => section is IConfigurationSection { Path: { Length: > 0 } path } ? $"{path}:{name}" : name;

    public SettingsSection Sub(string name) => new(section?.GetSection(name), owner);

    public bool Exists => section is not null;

    public string? Text(string name) => section?[name] is { Length: > 0 } text ? text.Trim() : null;

    public int? Int32(string name) => Read(name, static (string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value), "a whole number");

    public long? Int64(string name) => Read(name, static (string text, out long value) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value), "a whole number");

    public double? Double(string name) => Read(name, static (string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value), "a number");

    public bool? Boolean(string name) => Read<bool>(name, bool.TryParse, "true or false");

    public TimeSpan? Time(string name) => Read<TimeSpan>(name, TimeText.TryParse, "a time such as 25ms, 1.5s, 2m or 00:00:05");

    public T? Choice<T>(string name)
        where T : struct, Enum => Read(name, static (string text, out T value) => Enum.TryParse(text, ignoreCase: true, out value) && Enum.IsDefined(value), string.Join(", ", Enum.GetNames<T>()));

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

    private T? Read<T>(string name, TryParse<T> tryParse, string expected)
        where T : struct
    {
        if (Text(name) is not { } text) return null;
        return tryParse(text, out T value) ? value : throw Wrong($"{KeyOf(name)} is '{text}'; it must be {expected}.");
    }

    private delegate bool TryParse<T>(string text, out T value);
}
