using System.Diagnostics;
using System.Runtime.InteropServices;
using Scoring.Diagnostics;

namespace Scoring.Batching.Flights;

/// <summary>What is measured and traced of a request, where somebody listens.</summary>
internal abstract partial class Flight : IRequestRecord
{
    /// <summary>The spans of those who wait; null where nobody ever listened. Written by the flight's thread before the rows may end.</summary>
    private List<ActivityContext>? _callers;

    /// <summary>When its scores had been read, on the scheduler's clock; null unless somebody measures how long callers wait. Written by the flight's thread.</summary>
    private long? _readAt;

    /// <summary>The tags of what is measured of those who wait; only with <see cref="_readAt"/>. Written by the flight's thread.</summary>
    private KeyValuePair<string, object?>[] _callTags = [];

    /// <summary>When it took its rows, on the scheduler's clock; null unless somebody measures. Under the scheduler's lock.</summary>
    public long? StartedAt { get; set; }

    /// <summary>For how long its first row had waited; null where that is not known or nobody measures. Under the scheduler's lock.</summary>
    public double? QueueSeconds { get; set; }

    /// <summary>What it took: what the leaf tells of, else since it took its rows. Null unless somebody measures.</summary>
    public double? Seconds => StartedAt is not { } started ? null : HasServed ? RunTime.TotalSeconds : _scheduler.Settings.Clock.GetElapsedTime(started).TotalSeconds;

    /// <inheritdoc/>
    public string? ModelVersion { get; set; }

    /// <inheritdoc/>
    public ReadOnlySpan<ActivityContext> Callers => CollectionsMarshal.AsSpan(_callers);

    /// <summary>Whether somebody measures how long callers wait.</summary>
    public bool MeasuresCalls => _readAt is not null;

    /// <summary>Measures how long somebody has waited for rows of this request.</summary>
    public void RecordCall(PendingRows rows, Exception? error)
    {
        if (_readAt is { } now) CallMeter.Record(rows, _scheduler.Settings, now, _callTags, error);
    }

    private void NoteCallers()
    {
        _callers ??= [];
        foreach (ref Slot slot in Slots)
        {
            if (_callers.Count == IRequestRecord.MostCallers) return;
            if (slot.Rows?.Caller is { } caller && !_callers.Contains(caller.Context)) _callers.Add(caller.Context);
        }
    }

    private void NoteRead()
    {
        SchedulerSettings settings = _scheduler.Settings;
        _readAt = settings.Instruments.MeasuresCalls ? settings.Clock.GetTimestamp() : null;
        if (_readAt is not null) _callTags = settings.Tags.For(ModelVersion);
    }

    private void ClearMeasured()
    {
        (StartedAt, QueueSeconds, ModelVersion) = (null, null, null);
        _callers?.Clear();
    }
}
