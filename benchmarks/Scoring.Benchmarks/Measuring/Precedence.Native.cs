using System.Runtime.InteropServices;

namespace Scoring.Benchmarks.Measuring;

/// <summary>Lets the calling thread go before others when it wakes up, and wakes it up in time, where the system has that and allows it (Linux, as root); elsewhere it does nothing.</summary>
/// <remarks>The runtime's own thread priorities do nothing on Linux. A nice value would weigh so much that the system keeps other threads off the core even while this one sleeps. Threads that the calling one starts, such as workers of the pool, do not inherit it.</remarks>
internal static partial class Precedence
{
    private const int CallingThread = 0, FirstInFirstOut = 1, ResetOnFork = 0x40000000, SetTimerSlack = 29;

    public static void Take()
    {
        if (!OperatingSystem.IsLinux()) return;
        int priority = 1;
        _ = SetScheduler(CallingThread, FirstInFirstOut | ResetOnFork, ref priority);
        _ = Control(SetTimerSlack, 1, 0, 0, 0);
    }

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    private static partial int SetScheduler(int thread, int policy, ref int priority);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint value, nuint unused3, nuint unused4, nuint unused5);
}
