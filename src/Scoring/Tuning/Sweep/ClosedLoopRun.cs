namespace Scoring.Tuning.Sweep;

/// <summary>One visit's loops.</summary>
internal sealed class ClosedLoopRun
{
    private readonly ClosedLoop _owner;
    private readonly Loop[] _loops;

    /// <summary>Without asynchronous continuations: in a simulation there is one thread.</summary>
    private readonly TaskCompletionSource _ended = new();

    /// <summary>The first request of each loop when there are several: while they begin there are fewer in flight.</summary>
    private readonly int _unmeasured;

    private int _begun;
    private int _running;
    private Exception? _error;

    public ClosedLoopRun(ClosedLoop owner, Setting setting, int each, CancellationToken cancellationToken)
    {
        (_owner, _unmeasured) = (owner, Unmeasured(setting));
        _loops = [.. Enumerable.Range(0, setting.ParallelRequests).Select(_ => new Loop(this, setting.Rows, each, cancellationToken))];
        _running = _loops.Length;
    }

    public IReadOnlyList<IThreadPoolWorkItem> Loops => _loops;

    /// <summary>Ends with the last loop.</summary>
    public Task Ended => _ended.Task;

    /// <summary>How many requests of each loop do not count.</summary>
    public static int Unmeasured(Setting setting) => setting.ParallelRequests > 1 ? 1 : 0;

    /// <summary>What counts are the requests that were in flight together with as many others for at least half of their time.</summary>
    public Visit ToVisit(int failedAttempts)
    {
        long together = _loops.Min(static loop => loop.LastEnd);
        var times = new List<double>();
        foreach (Loop loop in _loops)
        {
            for (int i = _unmeasured; i < loop.Count; i++)
            {
                (long start, long end) = loop.Times[i];
                if ((start / 2) + (end / 2) < together) times.Add((end - start) / (double)_owner.Clock.TimestampFrequency);
            }
        }

        return new Visit(times, _loops.Sum(static loop => loop.Sent), Math.Max(failedAttempts, _loops.Sum(static loop => loop.Sent - loop.Count)), _error);
    }

    private void Begin()
    {
        if (!_owner.BeginsTogether || _loops.Length == 1) return;
        Interlocked.Increment(ref _begun);
        var spin = new SpinWait();
        while (Volatile.Read(ref _begun) < _loops.Length) spin.SpinOnce();
    }

    private void End()
    {
        if (Interlocked.Decrement(ref _running) == 0) _ended.SetResult();
    }

    /// <summary>One request after another.</summary>
    private sealed class Loop(ClosedLoopRun run, int rows, int each, CancellationToken cancellationToken) : IThreadPoolWorkItem
    {
        public (long Start, long End)[] Times { get; } = new (long, long)[each];

        /// <summary>How many have times.</summary>
        public int Count { get; private set; }

        public int Sent { get; private set; }

        /// <summary>When the last one ended; for ever when the loop was over before it had one that counts.</summary>
        public long LastEnd => Count == 0 ? long.MaxValue : Times[Count - 1].End;

        public void Execute() => _ = RunAsync();

        private async Task RunAsync()
        {
            try
            {
                run.Begin();
                while (Sent < each && run._error is null) await SendAsync().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                // Whatever it is, the sweep decides what it means.
                Interlocked.CompareExchange(ref run._error, error, null);
            }
            finally
            {
                run.End();
            }
        }

        private async ValueTask SendAsync()
        {
            Sent++;
            ClosedLoop owner = run._owner;
            long start = owner.Clock.GetTimestamp();
            using (await owner.Client.ScoreAsync(owner.Batches.Next(rows), owner.Context, cancellationToken).ConfigureAwait(false))
            {
                Times[Count] = (start, owner.Clock.GetTimestamp());
            }

            Count++;
        }
    }
}
