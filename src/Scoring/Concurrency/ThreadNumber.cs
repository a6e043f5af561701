using System.Runtime.CompilerServices;

namespace Scoring.Concurrency;

/// <summary>Small numbers for threads, so that each finds again what it used last. Cheaper to read than the processor's number, and threads mostly stay where they are.</summary>
internal static class ThreadNumber
{
    private static int s_last;

    /// <summary>From 1; 0 while the thread has none.</summary>
    [ThreadStatic]
    private static int s_number;

    /// <summary>The calling thread's number, given on first use in turn.</summary>
    public static uint Current => s_number is not 0 and var number ? (uint)number : Number();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint Number() => (uint)(s_number = Interlocked.Increment(ref s_last));
}
