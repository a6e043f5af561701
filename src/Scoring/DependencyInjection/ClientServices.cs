using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Scoring.DependencyInjection;

/// <summary>What clients take from the application's services.</summary>
internal static class ClientServices
{
    /// <summary>The category of all log messages of the library itself.</summary>
    public const string LogCategory = "Scoring";

    public static ILoggerFactory LoggersOf(this IServiceProvider services) => services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;

    public static ILogger LoggerOf(this IServiceProvider services) => services.LoggersOf().CreateLogger(LogCategory);

    /// <summary>Null where the services have none: <c>AddMetrics</c> adds it, as hosts do.</summary>
    public static IMeterFactory? MetersOf(this IServiceProvider services) => services.GetService<IMeterFactory>();

    public static TimeProvider ClockOf(this IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;
}
