using System.Collections.Concurrent;
using System.Diagnostics;
using Scoring.Diagnostics;

namespace Scoring.Tests.Telemetry;

/// <summary>Keeps the spans that have ended, of one client.</summary>
internal sealed class SpanRecording : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ActivityListener _listener;
    private readonly string _client;

    public SpanRecording(string client)
    {
        _client = client;
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == ScoringTraces.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public Activity[] this[string name] => [.. _ended.Where(span => span.OperationName == name && span.GetTagItem(TagNames.Client) is string client && client == _client)];

    public void Dispose() => _listener.Dispose();
}
