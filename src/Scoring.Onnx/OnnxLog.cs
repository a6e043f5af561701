using Microsoft.Extensions.Logging;

namespace Scoring.Onnx;

/// <summary>The log messages of this library, with their event ids.</summary>
internal static partial class OnnxLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information,
        Message = "Loaded {Model} on ONNX Runtime {Version}: {Lanes} lanes, batch axis {BatchAxis}, batch probe {Probe}")]
    public static partial void Loaded(ILogger logger, string model, string version, int lanes, string batchAxis, OnnxBatchProbeResult probe);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "{Model}: {Warning}")]
    public static partial void ModelWarning(ILogger logger, string model, string warning);

    [LoggerMessage(EventId = 3, Message = "ONNX Runtime: {Message}")]
    public static partial void RuntimeMessage(ILogger logger, LogLevel level, string message);
}
