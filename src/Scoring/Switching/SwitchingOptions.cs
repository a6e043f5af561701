using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Scoring.Records;

namespace Scoring.Switching;

/// <summary>How models take each other's place. Read once, when the client is made.</summary>
/// <remarks>Not thread-safe; the client that is made with it is.</remarks>
public sealed class SwitchingOptions
{
    /// <summary>Rows that every staged model scores before it may take over: to warm it up, and to compare it. None by default. The client disposes them with itself.</summary>
    public RecordBatch GoldenRows { get; set; }

    /// <summary>How far its scores of the golden rows may be from those of the model in production.</summary>
    public ModelTolerance Tolerance { get; set; } = new();

    /// <summary>How often each lane of a staged model scores the golden rows before it counts as warm: 0 or more, 3 by default.</summary>
    public int WarmUpRounds { get; set; } = 3;

    /// <summary>How long a swap waits for the requests of the model before: zero or more, 30 s by default. They go on beyond that.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The version of the first model; what it says of itself by default.</summary>
    public string? Version { get; set; }

    /// <summary>The client's name in the metrics; the same as <see cref="ScoringClientOptions.Name"/> where that is set. Null by default: no such tag.</summary>
    public string? Name { get; set; }

    /// <summary>Makes the meter <c>Scoring</c>, as an application's services do; null, the default, for one that all clients of the process share. Give it what <see cref="ScoringClientOptions.MeterFactory"/> has.</summary>
    public IMeterFactory? MeterFactory { get; set; }

    /// <summary>The clock for waits and for watching a file; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Is told of every step; nobody by default.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    internal SwitchingOptions Copy() => (SwitchingOptions)MemberwiseClone();

    internal void Validate()
    {
        if (WarmUpRounds < 0) throw OutOfRange(nameof(WarmUpRounds), WarmUpRounds, "0 or more rounds");
        if (DrainTimeout < TimeSpan.Zero) throw OutOfRange(nameof(DrainTimeout), DrainTimeout, "zero or more");
        if (Tolerance is null) throw Null(nameof(Tolerance));
        if (TimeProvider is null) throw Null(nameof(TimeProvider));
        if (LoggerFactory is null) throw Null(nameof(LoggerFactory));
        Tolerance.Validate();
    }

    private static ArgumentOutOfRangeException OutOfRange(string name, object? value, string range) =>
        new($"{nameof(SwitchingOptions)}.{name}", value, $"{nameof(SwitchingOptions)}.{name} is {value}; it must be {range}.");

    private static ArgumentException Null(string name) => new($"{nameof(SwitchingOptions)}.{name} is null; leave it at its default.");
}
