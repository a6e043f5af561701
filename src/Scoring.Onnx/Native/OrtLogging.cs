using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Scoring.Onnx.Native;

/// <summary>Passes the runtime's log messages on to an <see cref="ILogger"/>.</summary>
internal static unsafe class OrtLogging
{
    public const int Warning = 2;

    /// <summary>Fatal only: the level for a session that nobody listens to.</summary>
    private const int Quiet = 4;

    /// <summary>The function the runtime calls; its parameter is a <see cref="GCHandle"/> of the session's logger, or null for the environment.</summary>
    public static nint Callback => (nint)(delegate* unmanaged<void*, int, byte*, byte*, byte*, byte*, void>)&OnMessage;

    /// <summary>The lowest of the runtime's levels that the logger wants.</summary>
    public static int LevelFor(ILogger logger)
    {
        for (int level = 0; level < Quiet; level++)
        {
            if (logger.IsEnabled(ToLogLevel(level))) return level;
        }

        return Quiet;
    }

    [UnmanagedCallersOnly]
    private static void OnMessage(void* parameter, int severity, byte* category, byte* logId, byte* location, byte* message)
    {
        // The environment has no logger of its own: it is made once per process, by whichever client comes first.
        if (parameter is null) return;
        try
        {
            if (GCHandle.FromIntPtr((nint)parameter).Target is not ILogger logger) return;
            LogLevel level = ToLogLevel(severity);
            if (!logger.IsEnabled(level)) return;
            string text = OrtMessage.Clean(Marshal.PtrToStringUTF8((nint)message) ?? "");
            OnnxLog.RuntimeMessage(logger, level, text);
        }
        catch (Exception)
        {
            // A logger that throws must not unwind into native code.
        }
    }

    /// <summary>The runtime's "info" tells of every node it moves, which is debugging to an application.</summary>
    private static LogLevel ToLogLevel(int severity) => severity switch
    {
        0 => LogLevel.Trace,
        1 => LogLevel.Debug,
        2 => LogLevel.Warning,
        3 => LogLevel.Error,
        _ => LogLevel.Critical,
    };
}
