using System.Runtime.InteropServices;

namespace Scoring.Benchmarks.Measuring;

/// <summary>Leaves the core to others for a moment: the runtime's own waits are not finer than a millisecond.</summary>
internal static partial class ShortPause
{
    /// <summary>The system adds some thirty to this, as long as <see cref="Precedence"/> says.</summary>
    private const uint Microseconds = 50;

    public static void Pass()
    {
        if (OperatingSystem.IsWindows()) Thread.Yield();
        else _ = Sleep(Microseconds);
    }

    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int Sleep(uint microseconds);
}
