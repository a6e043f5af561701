namespace Scoring.Benchmarks.Adaptive.Settings;

/// <summary>What is compared.</summary>
internal static class SettingGrid
{
    private const int MostRows = 2000;

    private static readonly int[] s_batches = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, MostRows];

    /// <summary>Fixed sizes of requests, on one lane and up to as many as there are cores.</summary>
    public static IReadOnlyList<ClientSetting> Fixed { get; } = [.. Lanes().SelectMany(static lanes => s_batches.Select(batch => new ClientSetting(batch, lanes)))];

    /// <summary>The adaptive client: as it is by default, and free to choose among all that the fixed ones have.</summary>
    public static IReadOnlyList<ClientSetting> Adaptive { get; } =
    [
        new ClientSetting(null, Environment.ProcessorCount, Adapts: true),
        new ClientSetting(MostRows, Environment.ProcessorCount, Adapts: true),
        new ClientSetting(MostRows, Environment.ProcessorCount, Adapts: true, AdaptsParallel: true),
    ];

    /// <summary>Doubled each time, and the number of cores.</summary>
    private static IEnumerable<int> Lanes()
    {
        for (int lanes = 1; lanes < Environment.ProcessorCount; lanes *= 2) yield return lanes;
        yield return Environment.ProcessorCount;
    }
}
