using Scoring.Diagnostics;
using Scoring.Resilience;

namespace Scoring;

/// <summary>What a request carries besides its rows. <c>default</c> is partition 0 without a deadline.</summary>
public readonly record struct ScoringContext
{
    /// <summary>The independent stream of rows that the request belongs to.</summary>
    public int Partition { get; init; }

    /// <summary>When the scores are of no more use. At that time the caller is released with <see cref="ScoringRejectedException"/>.</summary>
    public Deadline Deadline { get; init; }

    /// <summary>Told of every attempt by the leaf, or by the stage that retries; null when nobody listens. Called on the thread of the attempt.</summary>
    public IAttemptSink? Attempts { get; init; }

    /// <summary>
    /// Whether the caller lends its thread to a local model. The run then takes place inside the call, and cancellation or deadline stop the run itself rather than
    /// only the wait for it. A request that can be neither cancelled nor late runs inside the call anyway, if a lane is free.
    /// </summary>
    public bool RunInline { get; init; }

    /// <summary>What is noted of the request, and who waits for it; null where no queue sent it.</summary>
    internal IRequestRecord? Record { get; init; }

    /// <summary>Where a leaf keeps the body of a request for its next attempt; null when there will be none.</summary>
    internal KeptRequest? Kept { get; init; }
}
