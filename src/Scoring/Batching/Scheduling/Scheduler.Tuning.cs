using System.Collections.Immutable;
using Scoring.Batching.Control;
using Scoring.Diagnostics;
using Scoring.Tuning;

namespace Scoring.Batching.Scheduling;

/// <summary>What was learned goes out and in.</summary>
internal sealed partial class Scheduler
{
    /// <summary>What was learned; null when nothing was.</summary>
    public TuningProfile? Export(ProfileKey key)
    {
        lock (_lock)
        {
            if (_learned is not { Model.Batches: > 0 } controller) return null;
            ServiceTimeModel model = controller.Model;
            return new TuningProfile
            {
                Key = key,
                TakenAt = Settings.Clock.GetUtcNow(),
                Cap = controller.Cap,
                ParallelRequests = controller.FoundParallel,
                Noise = model.Residuals.Spread,
                Tail = model.Residuals.Tail,
                Sizes = SizesOf(model),
                Step = StepOf(model.Curve.Step),
                Inflation = [.. Enumerable.Range(1, controller.FoundParallel is null ? 1 : model.KnownParallel).Select(model.Inflation)],
            };
        }
    }

    /// <summary>Goes on with what another scheduler has learned of the same model.</summary>
    /// <param name="profile">What it has learned.</param>
    /// <param name="isStale">Whether it was of another model or another class of machine.</param>
    public void Import(TuningProfile profile, bool isStale = false)
    {
        var deferred = new Deferred(this);
        lock (_lock)
        {
            GatherUnsynchronized(ref deferred);
            _learned?.Restore(BucketsOf(profile), LogInflationOf(profile), StepOf(profile.Step), profile.ParallelRequests, profile.Noise, profile.Tail);
            if (isStale) _learned?.Decisions.Add(new Decision(Now(), DecisionKind.StaleProfile, 0, 0, 0, 0));
            foreach (Partition partition in _partitions.All) MakeReadyUnsynchronized(partition);
            DispatchUnsynchronized(ref deferred);
        }

        deferred.Run();
    }

    private static ImmutableArray<MeasuredSize> SizesOf(ServiceTimeModel model)
    {
        ImmutableArray<MeasuredSize>.Builder sizes = ImmutableArray.CreateBuilder<MeasuredSize>();
        foreach (ref readonly SizeBucket bucket in model.Buckets)
        {
            if (bucket.Count > 0) sizes.Add(new MeasuredSize(bucket.Size, Math.Exp(bucket.LogTime), bucket.Count));
        }

        return sizes.ToImmutable();
    }

    private static SizeBucket[] BucketsOf(TuningProfile profile)
    {
        var buckets = new SizeBucket[SizeBuckets.Count];
        foreach (MeasuredSize size in profile.Sizes) buckets[SizeBuckets.Of((int)Math.Round(size.Rows))] = SizeBucket.Of(size.Rows, Math.Log(size.Seconds), size.Samples);
        return buckets;
    }

    private static MeasuredStep? StepOf(StepFit step) => step.IsFound ? new MeasuredStep(step.Step, step.PerRequest, step.PerRow) : null;

    private static StepFit StepOf(MeasuredStep? step) => step is null ? default : new StepFit(step.Rows, step.PerRequest, step.PerRow);

    /// <summary>By requests in flight, from 0.</summary>
    private static double[] LogInflationOf(TuningProfile profile) => [0, .. profile.Inflation.Select(Math.Log)];
}
