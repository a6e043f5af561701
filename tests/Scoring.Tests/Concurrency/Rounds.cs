using System.Runtime.ExceptionServices;

namespace Scoring.Tests.Concurrency;

/// <summary>Several threads that do something at the same moment, again and again.</summary>
internal static class Rounds
{
    /// <summary>Runs rounds until one fails.</summary>
    /// <param name="threads">Threads of each round.</param>
    /// <param name="rounds">Rounds, one after the other.</param>
    /// <param name="body">What a thread does, with its index, the round and a seeded source of delays.</param>
    /// <param name="begin">Called before each round, while no thread is inside.</param>
    /// <param name="end">Called after each round, while no thread is inside.</param>
    public static void Run(int threads, int rounds, Action<int, int, Random> body, Action<int>? begin = null, Action<int>? end = null)
    {
        Exception? error = null;
        using var barrier = new Barrier(threads, barrier => (barrier.CurrentPhaseNumber % 2 == 0 ? begin : end)?.Invoke((int)(barrier.CurrentPhaseNumber / 2)));

        Threads.Run(threads, index =>
        {
            var random = new Random((int)Properties.Seed + index);
            for (int round = 0; round < rounds && Volatile.Read(ref error) is null; round++)
            {
                barrier.SignalAndWait(TestContext.Current.CancellationToken);
                if (Record.Exception(() => body(index, round, random)) is { } failure) Interlocked.CompareExchange(ref error, failure, null);
                barrier.SignalAndWait(TestContext.Current.CancellationToken);
            }
        });

        if (error is not null) ExceptionDispatchInfo.Throw(error);
    }
}
