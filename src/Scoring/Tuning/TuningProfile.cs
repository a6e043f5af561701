using System.Collections.Immutable;
using System.Text.Json;
using Scoring.Diagnostics;

namespace Scoring.Tuning;

/// <summary>What a client has learned of its model, to start another one warm: taken with <see cref="SchedulerControl.ExportProfile"/>, given to
/// <see cref="ScoringClientOptions.Profile"/> or <see cref="SchedulerControl.ImportProfile"/>, kept as JSON.</summary>
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
