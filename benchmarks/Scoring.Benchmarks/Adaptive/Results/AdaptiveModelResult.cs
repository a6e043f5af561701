using Scoring.Benchmarks.LocalOnnx;

namespace Scoring.Benchmarks.Adaptive.Results;

/// <summary>One model.</summary>
/// <param name="Model">Its name.</param>
/// <param name="OpenLoopCapacity">Rows that came at random times, per second, with which the best fixed setting kept up.</param>
/// <param name="OfferedRowsPerSecond">Rows that came per second where they came at random times.</param>
/// <param name="BestFixed">The fixed setting with the most rows per second among those measured beside the adaptive client.</param>
/// <param name="BestFixedP99">The fixed setting with the least p99 among those measured beside the adaptive client.</param>
/// <param name="Settings">All settings, the adaptive ones first.</param>
public sealed record AdaptiveModelResult(string Model, double OpenLoopCapacity, double OfferedRowsPerSecond, string BestFixed, string BestFixedP99, IReadOnlyList<SettingResult> Settings) : IModelResult
{
    /// <summary>The adaptive client with one of its settings.</summary>
    public SettingResult With(string setting) => Settings.Single(result => result.Setting == setting);
}
