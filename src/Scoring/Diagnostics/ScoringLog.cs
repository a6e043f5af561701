using Microsoft.Extensions.Logging;
using Scoring.Fallback;

namespace Scoring.Diagnostics;

/// <summary>The log messages of this library, with their event ids. Both are part of the public contract: docs/telemetry.md.</summary>
internal static partial class ScoringLog
{
    [LoggerMessage(EventId = 100, Level = LogLevel.Information, Message = "Scoring client '{Client}' is built: {Chain}")]
    public static partial void Built(ILogger logger, string client, string chain);

    [LoggerMessage(EventId = 101, Level = LogLevel.Information, Message = "Scoring client '{Client}' has other settings from now on")]
    public static partial void SettingsChanged(ILogger logger, string client);

    [LoggerMessage(EventId = 102, Level = LogLevel.Warning, Message = "Scoring client '{Client}' keeps its settings, as the changed ones are wrong: {Problem}")]
    public static partial void SettingsRefused(ILogger logger, string client, string problem);

    [LoggerMessage(EventId = 103, Level = LogLevel.Warning, Message = "{Warning}")]
    public static partial void StaleProfile(ILogger logger, string warning);

    [LoggerMessage(EventId = 200, Level = LogLevel.Warning, Message = "Scoring client '{Client}': a request of {Rows} rows in partition {Partition} to {Model} {Version} has failed: {Problem}")]
    public static partial void RequestFailed(ILogger logger, string client, int rows, int partition, string? model, string? version, string problem);

    [LoggerMessage(EventId = 300, Level = LogLevel.Warning, Message = "Scoring client '{Client}' falls back ({Reason}): {Problem}")]
    public static partial void FallbackBegan(ILogger logger, string client, FallbackReason reason, string problem);

    [LoggerMessage(EventId = 301, Level = LogLevel.Information, Message = "Scoring client '{Client}' no longer falls back")]
    public static partial void FallbackEnded(ILogger logger, string client);

    [LoggerMessage(EventId = 302, Level = LogLevel.Error, Message = "Scoring client '{Client}': the fallback has failed too. First: {Problem} Fallback: {FallbackProblem}")]
    public static partial void FallbackFailed(ILogger logger, string client, string problem, string fallbackProblem);

    [LoggerMessage(EventId = 400, Level = LogLevel.Information, Message = "Model {Version} is staged beside {Production}, in {Milliseconds} ms")]
    public static partial void ModelStaged(ILogger logger, string version, string production, double milliseconds);

    [LoggerMessage(EventId = 401, Level = LogLevel.Information, Message = "Model {Version} differs from {Production} in {Different} of {Rows} golden rows, at most by {Largest}")]
    public static partial void ModelCompared(ILogger logger, string version, string production, int different, int rows, double largest);

    [LoggerMessage(EventId = 402, Level = LogLevel.Error, Message = "Model {Version} is not staged, {Production} stays in production: {Problem}")]
    public static partial void ModelNotStaged(ILogger logger, string version, string production, string problem);

    [LoggerMessage(EventId = 403, Level = LogLevel.Warning, Message = "Model {Version} is not promoted, {Production} stays in production: {Different} of {Rows} golden rows differ")]
    public static partial void ModelRefused(ILogger logger, string version, string production, int different, int rows);

    [LoggerMessage(EventId = 404, Level = LogLevel.Information, Message = "Model {Version} is in production instead of {Before} (rollback: {IsRollback})")]
    public static partial void ModelSwapped(ILogger logger, string version, string before, bool isRollback);

    [LoggerMessage(EventId = 405, Level = LogLevel.Information, Message = "The last request of model {Version} has ended, {Milliseconds} ms after the swap")]
    public static partial void ModelDrained(ILogger logger, string version, double milliseconds);

    [LoggerMessage(EventId = 406, Level = LogLevel.Warning, Message = "Model {Version} has still {InFlight} requests, {Milliseconds} ms after the swap")]
    public static partial void ModelNotDrained(ILogger logger, string version, int inFlight, double milliseconds);

    [LoggerMessage(EventId = 407, Level = LogLevel.Information, Message = "The model's file '{Path}' has changed")]
    public static partial void ModelFileChanged(ILogger logger, string path);

    [LoggerMessage(EventId = 408, Level = LogLevel.Error, Message = "The model's file '{Path}' is not used, {Production} stays in production: {Problem}")]
    public static partial void ModelFileRefused(ILogger logger, string path, string production, string problem);
}
