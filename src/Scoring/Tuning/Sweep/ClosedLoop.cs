using Scoring.Concurrency;

namespace Scoring.Tuning.Sweep;

/// <summary>Keeps a number of requests in flight for a while, and times them.</summary>
/// <param name="client">Where they go.</param>
/// <param name="batches">What they hold.</param>
/// <param name="clock">What times them.</param>
/// <param name="starter">Where each of the loops runs.</param>
/// <param name="isLocal">Whether the model runs in this process, on the thread that asks: then loops wait for one another before they start, since a request may be over before the next thread has woken.</param>
/// <param name="quiet">Where given, nothing is sent to a local model while others use the processors.</param>
internal sealed class ClosedLoop(IScoringClient client, SampleBatches batches, TimeProvider clock, IWorkStarter starter, bool isLocal, QuietProcessors? quiet = null)
{
    private const int MuchLonger = 2;

    /// <summary>Requests that failed so far, those that a stage has sent again included.</summary>
    private readonly FailedAttempts _failed = new();

    public IScoringClient Client { get; } = client;

    public SampleBatches Batches { get; } = batches;

    public TimeProvider Clock { get; } = clock;

    public bool IsLocal { get; } = isLocal;

    /// <summary>Loops that run on threads of their own begin together.</summary>
    public bool BeginsTogether { get; } = isLocal && starter is ThreadPoolStarter;

    /// <summary>
    /// Rows of a request that each loop sends first, where its own are much shorter; 0 for none. What processors learn of a model, such as the branches that it takes, they forget meanwhile, and a visit of short requests
    /// would be over before they have learned it again.
    /// </summary>
    public int OpeningRows { get; set; }

    public ScoringContext Context => new() { RunInline = true, Attempts = _failed };

    /// <summary>How many requests of each loop do not count: while loops begin there are fewer in flight, and what a lane has not had for a while is not at hand in its processor.</summary>
    public int Unmeasured(int parallelRequests) => parallelRequests == 1 ? 0 : IsLocal ? 2 : 1;

    /// <summary>Sends requests.</summary>
    /// <param name="setting">Rows in each, and how many are in flight.</param>
    /// <param name="each">How many each of the loops sends that count.</param>
    /// <param name="cancellationToken">Ends it: the visit's error says so.</param>
    public async Task<Visit> RunAsync(Setting setting, int each, CancellationToken cancellationToken)
    {
        int before = _failed.Count;
        Batches.Prepare(setting.Rows, setting.ParallelRequests);
        int opening = MuchLonger * setting.Rows <= OpeningRows ? OpeningRows : 0;
        if (opening > 0) Batches.Prepare(opening, setting.ParallelRequests);
        while (true)
        {
            bool mayWait = BeginsTogether && setting.ParallelRequests <= Environment.ProcessorCount && quiet is { HasPatience: true } && !cancellationToken.IsCancellationRequested;
            var run = new ClosedLoopRun(this, setting, each, opening, mayWait ? quiet : null, IsLocal ? CancellationToken.None : cancellationToken);
            foreach (IThreadPoolWorkItem loop in run.Loops) starter.Start(loop);
            await run.Ended.ConfigureAwait(false);
            if (!run.IsDisturbed) return run.ToVisit(_failed.Count - before);
            await quiet!.PauseAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
