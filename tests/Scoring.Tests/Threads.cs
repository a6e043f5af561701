using System.Runtime.ExceptionServices;

namespace Scoring.Tests;

/// <summary>Runs a body on several threads of its own at once, and fails with the first of their errors.</summary>
internal static class Threads
{
    public static void Run(int count, Action<int> body)
    {
        var errors = new Exception?[count];
        Thread[] threads = [.. Enumerable.Range(0, count).Select(index => new Thread(() => errors[index] = Record.Exception(() => body(index))))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        if (errors.FirstOrDefault(static error => error is not null) is { } first) ExceptionDispatchInfo.Throw(first);
    }
}
