namespace Scoring.Tuning.Sweep;

/// <summary>What is measured, where and when.</summary>
internal sealed record SweepSubject(ProfileKey Key, TuningEnvironment Environment, string SampleHash, int SampleRows, DateTimeOffset Begin);
