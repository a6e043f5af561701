using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Scoring.Diagnostics;

namespace Scoring.Tests.Diagnostics;

/// <summary>All that the instruments tell of the client with one name.</summary>
internal sealed class MeterRecording : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Instrument, double Value, Dictionary<string, object?> Tags)> _heard = [];
    private readonly string _client;

    public MeterRecording(string client)
    {
        _client = client;
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == ScoringInstruments.Name) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.Start();
    }

    public IEnumerable<Dictionary<string, object?>> Tags => _heard.Select(static heard => heard.Tags);

    public double[] this[string instrument] => [.. _heard.Where(heard => heard.Instrument == instrument).Select(static heard => heard.Value)];

    public double[] this[string instrument, string tag, string value] =>
        [.. _heard.Where(heard => heard.Instrument == instrument && heard.Tags.GetValueOrDefault(tag) is string found && found == value).Select(static heard => heard.Value)];

    public static object? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            if (tag.Key == name) return tag.Value;
        }

        return null;
    }

    public void Observe() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Find(tags, "scoring.client.name") is string name && name == _client) _heard.Enqueue((instrument.Name, value, new Dictionary<string, object?>(tags.ToArray())));
    }
}
