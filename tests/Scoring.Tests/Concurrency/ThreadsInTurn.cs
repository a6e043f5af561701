using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Scoring.Concurrency;

namespace Scoring.Tests.Concurrency;

/// <summary>Threads that do what a test says, one at a time. No two of them share a place (<see cref="ThreadPlaces{T}"/>).</summary>
internal sealed class ThreadsInTurn : IDisposable
{
    /// <summary>Only for a thread that hangs: then the test fails rather than hangs.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly List<BlockingCollection<Action>> _threads = [];
    private readonly SemaphoreSlim _done = new(0);
    private Exception? _error;

    public ThreadsInTurn(int count)
    {
        Assert.InRange(count, 1, ThreadPlaces<object>.Count);
        var places = new HashSet<uint>();
        while (_threads.Count < count)
        {
            // Numbers are given to all threads of the process in turn, so one may come to a place that is taken.
            Add();
            uint place = 0;
            Run(_threads.Count - 1, () => place = ThreadNumber.Current % (uint)ThreadPlaces<object>.Count);
            if (!places.Add(place)) RemoveLast();
        }
    }

    public int Count => _threads.Count;

    public void Run(int thread, Action action)
    {
        _threads[thread].Add(action);
        Assert.True(_done.Wait(s_patience), "A thread does not come to an end.");
        if (Interlocked.Exchange(ref _error, null) is { } error) ExceptionDispatchInfo.Throw(error);
    }

    public void Dispose()
    {
        while (_threads.Count > 0) RemoveLast();
        _done.Dispose();
    }

    private void Add()
    {
        var actions = new BlockingCollection<Action>();
        _threads.Add(actions);
        var thread = new Thread(() =>
        {
            foreach (Action action in actions.GetConsumingEnumerable())
            {
                _error = Record.Exception(action);
                _done.Release();
            }
        });
        thread.IsBackground = true;
        thread.Start();
    }

    private void RemoveLast()
    {
        _threads[^1].CompleteAdding();
        _threads.RemoveAt(_threads.Count - 1);
    }
}
