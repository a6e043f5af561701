using Scoring.Diagnostics;

namespace Scoring.Tuning;

/// <summary>A profile as it is written.</summary>
internal sealed record ProfileDocument
{
    public required int Version { get; init; }

    public required ProfileKey Key { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    public int Cap { get; init; }

    public int? ParallelRequests { get; init; }

    public required double Noise { get; init; }

    public required double Tail { get; init; }

    public required MeasuredSize[] Sizes { get; init; }

    public MeasuredStep? Step { get; init; }

    public required double[] Inflation { get; init; }

    public TuningEnvironment? Environment { get; init; }

    public string? SampleHash { get; init; }

    public TuningPoint[]? Points { get; init; }

    public KneeAnswer? Knee { get; init; }

    public TuningSetting? Recommended { get; init; }

    public static ProfileDocument Of(TuningProfile profile) => new()
    {
        Version = TuningProfile.FormatVersion,
        Key = profile.Key,
        TakenAt = profile.TakenAt,
        Cap = profile.Cap,
        ParallelRequests = profile.ParallelRequests,
        Noise = profile.Noise,
        Tail = profile.Tail,
        Sizes = [.. profile.Sizes],
        Step = profile.Step,
        Inflation = [.. profile.Inflation],
        Environment = profile.Environment,
        SampleHash = profile.SampleHash,
        Points = profile.Points.IsDefaultOrEmpty ? null : [.. profile.Points],
        Knee = profile.Knee,
        Recommended = profile.Recommended,
    };

    public TuningProfile ToProfile() => new()
    {
        Key = Key,
        TakenAt = TakenAt,
        Cap = Cap,
        ParallelRequests = ParallelRequests,
        Noise = Noise,
        Tail = Tail,
        Sizes = [.. Sizes],
        Step = Step,
        Inflation = [.. Inflation],
        Environment = Environment,
        SampleHash = SampleHash,
        Points = Points is null ? [] : [.. Points],
        Knee = Knee,
        Recommended = Recommended,
    };
}
