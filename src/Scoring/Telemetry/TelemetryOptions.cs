using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Scoring.Telemetry;

/// <summary>What is told of a client besides what it always measures. Read once, when the stage is added.</summary>
/// <remarks>Not thread-safe; what is built with it is.</remarks>
public sealed class TelemetryOptions
{
    /// <summary>The client's name in spans and logs; the same as <see cref="ScoringClientOptions.Name"/> where that is set. Null by default: the model's name.</summary>
    public string? Name { get; set; }

    /// <summary>Is told of requests that fail; nobody by default.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    internal TelemetryOptions Copy() => (TelemetryOptions)MemberwiseClone();
}
