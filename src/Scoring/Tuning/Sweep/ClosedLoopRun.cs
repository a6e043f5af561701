namespace Scoring.Tuning.Sweep;

/// <summary>One visit's loops.</summary>
internal sealed class ClosedLoopRun
{
    private readonly ClosedLoop _owner;
    private readonly Loop[] _loops;

    /// <summary>Without asynchronous continuations: in a simulation there is one thread.</summary>
    private readonly TaskCompletionSource _ended = new();

    /// <summary>So many requests of each loop do not count.</summary>
    private readonly int _unmeasured;

    private readonly QuietProcessors? _quiet;

    private int _begun;
    private int _looked;
    private int _opened;
    private bool _isDisturbed;
    private int _running;
    private Exception? _error;

    /// <param name="owner">What it sends.</param>
    /// <param name="setting">Rows in each, and how many are in flight.</param>
    /// <param name="each">How many each of the loops sends that count.</param>
    /// <param name="opening">Rows of a request that each of the loops sends first; 0 for none.</param>
    /// <param name="quiet">Where given, nothing is sent unless the processors are quiet.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public ClosedLoopRun(ClosedLoop owner, Setting setting, int each, int opening, QuietProcessors? quiet, CancellationToken cancellationToken)
    {
        (_owner, _unmeasured, _quiet) = (owner, owner.Unmeasured(setting.ParallelRequests), quiet);
        int sent = each + _unmeasured;
        BatchWalk[] openings = opening == 0 ? [] : owner.Batches.Walks(opening, setting.ParallelRequests, 1);
        _loops = [.. owner.Batches.Walks(setting.Rows, setting.ParallelRequests, sent).Select((walk, i) => new Loop(this, walk, sent, opening == 0 ? null : openings[i], cancellationToken))];
        _running = _loops.Length;
    }

    public IReadOnlyList<IThreadPoolWorkItem> Loops => _loops;

    /// <summary>Whether nothing was sent, as others use the processors.</summary>
    public bool IsDisturbed => Volatile.Read(ref _isDisturbed);

    /// <summary>Ends with the last loop.</summary>
    public Task Ended => _ended.Task;

    /// <summary>What counts are the requests that were in flight together with as many others for at least half of their time.</summary>
    public Visit ToVisit(int failedAttempts)
    {
        long from = _loops.Max(static loop => loop.Start), until = _loops.Min(static loop => loop.LastEnd);
        var times = new List<double>();
        foreach (Loop loop in _loops)
        {
            for (int i = _unmeasured; i < loop.Count; i++)
            {
                (long start, long end) = loop.Time(i);
                long middle = (start / 2) + (end / 2);
                if (middle >= from && middle < until) times.Add((end - start) / (double)_owner.Clock.TimestampFrequency);
            }
        }

        return new Visit(times, _loops.Sum(static loop => loop.Sent + loop.Uncounted), Math.Max(failedAttempts, _loops.Sum(static loop => loop.Sent - loop.Count)), _error);
    }

    /// <summary>All loops begin together, where each has found its processor quiet.</summary>
    private bool TryBegin()
    {
        Meet(ref _begun);
        if (_quiet is null) return true;
        if (!_quiet.IsQuiet()) Volatile.Write(ref _isDisturbed, true);
        Meet(ref _looked);
        return !IsDisturbed;
    }

    /// <summary>Waits for all loops. Where there is a processor for each nobody gives up his own: who did would get it back when the others, who need some microseconds in all, have ended.</summary>
    private void Meet(ref int met)
    {
        if (!_owner.BeginsTogether || _loops.Length == 1) return;
        bool isCrowded = _loops.Length > Environment.ProcessorCount;
        Interlocked.Increment(ref met);
        while (Volatile.Read(ref met) < _loops.Length)
        {
            if (isCrowded) Thread.Yield();
            else Thread.SpinWait(1);
        }
    }

    private void End()
    {
        if (Interlocked.Decrement(ref _running) == 0) _ended.SetResult();
    }

    /// <summary>One request after another. A request's time counts from the end of the one before, so that nothing is left out of what the loop can do.</summary>
    private sealed class Loop(ClosedLoopRun run, BatchWalk walk, int each, BatchWalk? opening, CancellationToken cancellationToken) : IThreadPoolWorkItem
    {
        private readonly long[] _ends = new long[each];

        public long Start { get; private set; }

        /// <summary>How many have times.</summary>
        public int Count { get; private set; }

        public int Sent { get; private set; }

        /// <summary>Requests before those, sent for what they leave behind.</summary>
        public int Uncounted { get; private set; }

        /// <summary>When the last one ended; for ever when the loop was over before it had one that counts.</summary>
        public long LastEnd => Count == 0 ? long.MaxValue : _ends[Count - 1];

        public (long Start, long End) Time(int i) => (i == 0 ? Start : _ends[i - 1], _ends[i]);

        public void Execute() => _ = RunAsync();

        /// <summary>Counts in locals: beside those of other loops in memory they would cost each other time.</summary>
        private async Task RunAsync()
        {
            (int sent, int count) = (0, 0);
            (ClosedLoop owner, BatchWalk batches) = (run._owner, walk);
            try
            {
                _ = batches.Fetch(each);
                bool begins = run.TryBegin();
                if (begins && opening is { } longer) await OpenAsync(longer).ConfigureAwait(false);
                Start = owner.Clock.GetTimestamp();
                while (begins && sent < each && run._error is null)
                {
                    sent++;
                    using (await owner.Client.ScoreAsync(batches.Next(), owner.Context, cancellationToken).ConfigureAwait(false)) _ends[count] = owner.Clock.GetTimestamp();
                    count++;
                }
            }
            catch (Exception error)
            {
                // Whatever it is, the sweep decides what it means.
                Interlocked.CompareExchange(ref run._error, error, null);
            }
            finally
            {
                (Sent, Count) = (sent, count);
                run.End();
            }
        }

        /// <summary>Loops that took different times begin together once more, those that failed too: nobody waits for them in vain.</summary>
        private async ValueTask OpenAsync(BatchWalk longer)
        {
            Uncounted++;
            try
            {
                using (await run._owner.Client.ScoreAsync(longer.Next(), run._owner.Context, cancellationToken).ConfigureAwait(false)) _ = walk.Fetch(each);
            }
            finally
            {
                run.Meet(ref run._opened);
            }
        }
    }
}
