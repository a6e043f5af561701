using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Scoring.Fallback;

/// <summary>When the other client is asked. Read once, when the stage is added.</summary>
/// <remarks>Not thread-safe; what is built with it is.</remarks>
public sealed class FallbackOptions
{
    /// <summary>After how long without an answer the other client is asked too: more than zero; null, the default, only when the first one fails.</summary>
    /// <remarks>Whichever answers first counts, and the other's request is cancelled. A request that is answered in time costs a timer.</remarks>
    public TimeSpan? After { get; set; }

    /// <summary>Whether the other client is disposed with the chain: true by default.</summary>
    public bool OwnsFallback { get; set; } = true;

    /// <summary>The client's name in the metrics; the same as <see cref="ScoringClientOptions.Name"/> where that is set. Null by default: no such tag.</summary>
    public string? Name { get; set; }

    /// <summary>Makes the meter <c>Scoring</c>, as an application's services do; null, the default, for one that all clients of the process share. Give it what <see cref="ScoringClientOptions.MeterFactory"/> has.</summary>
    public IMeterFactory? MeterFactory { get; set; }

    /// <summary>The clock for <see cref="After"/>; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Is told when requests begin to fall back and when they no longer do; nobody by default.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    internal FallbackOptions Copy() => (FallbackOptions)MemberwiseClone();

    internal void Validate()
    {
        if (After <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException($"{nameof(FallbackOptions)}.{nameof(After)}", After, $"{nameof(FallbackOptions)}.{nameof(After)} is {After}; it must be more than zero, or null to ask the other client only when the first one fails.");
        if (TimeProvider is null) throw Null(nameof(TimeProvider));
        if (LoggerFactory is null) throw Null(nameof(LoggerFactory));
    }

    private static ArgumentException Null(string name) => new($"{nameof(FallbackOptions)}.{name} is null; leave it at its default.");
}
