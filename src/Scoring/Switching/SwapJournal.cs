using Microsoft.Extensions.Logging;
using Scoring.Diagnostics;

namespace Scoring.Switching;

/// <summary>Tells the log and the meters what becomes of models.</summary>
internal sealed class SwapJournal(SwitchingOptions options, ILogger logger)
{
    private readonly SwapMeter _meter = new(options.Name, options.MeterFactory);

    public void Staged(ModelSlot slot, ModelSlot production, TimeSpan time)
    {
        _meter.RecordLoad(time.TotalSeconds, slot.Version, error: null);
        ScoringLog.ModelStaged(logger, slot.Version, production.Version, time.TotalMilliseconds);
        if (slot.Comparison is { } comparison) ScoringLog.ModelCompared(logger, slot.Version, production.Version, comparison.DifferentRows, comparison.Rows, comparison.LargestDifference);
    }

    public void NotStaged(string? version, ModelSlot production, TimeSpan time, Exception error)
    {
        _meter.RecordLoad(time.TotalSeconds, version, error);
        ScoringLog.ModelNotStaged(logger, version ?? "", production.Version, error.Message);
    }

    public void Refused(ModelSlot staging, ModelSlot production, ModelComparison comparison)
    {
        _meter.RecordSwap(SwapMeter.Refused, staging.Version);
        ScoringLog.ModelRefused(logger, staging.Version, production.Version, comparison.DifferentRows, comparison.Rows);
    }

    public void Swapped(ModelSlot next, ModelSlot before, bool isRollback)
    {
        _meter.RecordSwap(isRollback ? SwapMeter.RolledBack : SwapMeter.Promoted, next.Version);
        ScoringLog.ModelSwapped(logger, next.Version, before.Version, isRollback);
    }

    public void Drained(ModelSlot before, ModelSwap swap)
    {
        if (swap.HasDrained) ScoringLog.ModelDrained(logger, before.Version, swap.Drained.TotalMilliseconds);
        else ScoringLog.ModelNotDrained(logger, before.Version, before.InFlight, options.DrainTimeout.TotalMilliseconds);
    }
}
