using Scoring.Tests.Fakes;
using Scoring.Tuning;

namespace Scoring.Tests.Tuning;

/// <summary>What a sweep of the model of longs on this machine may have left.</summary>
internal static class LongModelProfiles
{
    public static ProfileKey OtherKey { get; } = ProfileKey.Of(LongModel.Signature() with { ModelName = "other" });

    public static TuningProfile Own { get; } = new()
    {
        Key = ProfileKey.Of(LongModel.Signature()),
        TakenAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Noise = 0.05,
        Tail = 0.1,
        Sizes = [new(1, 0.02, 7), new(300, 0.0625, 7)],
        Inflation = [1],
        Environment = TuningEnvironment.Current(),
        Recommended = new TuningSetting { Rows = 300, ParallelRequests = 4, RowsPerSecond = 20_000, P99Seconds = 0.06, Reason = "a test" },
    };
}
