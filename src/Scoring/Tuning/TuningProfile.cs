using System.Collections.Immutable;
using System.Text.Json;
using Scoring.Diagnostics;

namespace Scoring.Tuning;

/// <summary>What is known of a model, to start a client warm: what another client has learned (<see cref="SchedulerControl.ExportProfile"/>) or what a sweep has measured
/// (<see cref="TuningReport.ToProfile"/>). Given to <see cref="ScoringClientOptions.Profile"/> or <see cref="SchedulerControl.ImportProfile"/>, or as a file to
/// <see cref="TuningProfileBuilderExtensions.UseTuningProfile"/>; kept as JSON.</summary>
/// <remarks>Immutable. It holds times and sizes, no data of rows. Times are those of the machine that it was learned on: on another one the client corrects them as it runs.</remarks>
public sealed record TuningProfile
{
    /// <summary>The version of the JSON that this library writes and reads.</summary>
    public const int FormatVersion = 1;

    /// <summary>Whose profile it is.</summary>
    public required ProfileKey Key { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The rows that a request was filled to, for whoever reads it: a client works out its own.</summary>
    public int Cap { get; init; }

    /// <summary>Requests in flight that were found best; null where that was not looked for.</summary>
    public int? ParallelRequests { get; init; }

    /// <summary>By how much the times of alike requests differ: the standard deviation of their logarithm.</summary>
    public required double Noise { get; init; }

    /// <summary>The logarithm of the factor, over the expected time, that 97 of 100 requests stay below.</summary>
    public required double Tail { get; init; }

    /// <summary>What requests take, by size, ascending.</summary>
    public required ImmutableArray<MeasuredSize> Sizes { get; init; }

    /// <summary>How the model pads requests; null where that was not found, or not written yet by the version that took the profile.</summary>
    public MeasuredStep? Step { get; init; }

    /// <summary>How many times as long a request takes with 1, 2, 3, … in flight as alone.</summary>
    public required ImmutableArray<double> Inflation { get; init; }

    /// <summary>Where it was taken; null where that is not known.</summary>
    public TuningEnvironment? Environment { get; init; }

    /// <summary>SHA-256 of the sample's columns and values, in hexadecimal; null for a profile that no sweep has made.</summary>
    public string? SampleHash { get; init; }

    /// <summary>What a sweep has measured, by requests in flight and then by rows; empty for a profile that no sweep has made.</summary>
    public ImmutableArray<TuningPoint> Points { get; init; } = [];

    /// <summary>The size from which on larger requests hardly pay; null for a profile that no sweep has made.</summary>
    public KneeAnswer? Knee { get; init; }

    /// <summary>The setting that a sweep recommends; null where none does.</summary>
    public TuningSetting? Recommended { get; init; }

    /// <summary>The profile as JSON.</summary>
    /// <exception cref="ScoringProfileException">It has numbers that cannot be.</exception>
    public string ToJson()
    {
        ProfileCheck.Check(this);
        return JsonSerializer.Serialize(ProfileDocument.Of(this), ProfileJson.Default.ProfileDocument);
    }

    /// <summary>Reads what <see cref="ToJson"/> has written.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="ScoringProfileException">It is no profile, of another version, or has numbers that cannot be.</exception>
    public static TuningProfile FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        TuningProfile profile = Read(json);
        ProfileCheck.Check(profile);
        return profile;
    }

    /// <summary>Writes it to a file, in one piece: whoever reads meanwhile sees the old one or the new one.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <exception cref="ScoringProfileException">The file cannot be written, or the profile has numbers that cannot be.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ProfileFile.Write(path, ToJson());
    }

    /// <summary>Reads a file that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ScoringProfileException">There is no such file, it cannot be read, or it is no profile.</exception>
    public static TuningProfile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ProfileFile.Read(path);
    }

    private static TuningProfile Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            ProfileCheck.CheckVersion(document.RootElement);
            return document.RootElement.Deserialize(ProfileJson.Default.ProfileDocument)!.ToProfile();
        }
        catch (JsonException error)
        {
            throw new ScoringProfileException($"The tuning profile is damaged: {error.Message}", error);
        }
    }
}
