namespace Scoring.Tuning;

/// <summary>How far a sweep is.</summary>
/// <remarks>Immutable. It is reported on the thread that measures: return soon.</remarks>
public sealed record TuningProgress
{
    /// <summary>What is being done.</summary>
    public required TuningPhase Phase { get; init; }

    /// <summary>Rows per request of what was measured last; 0 before anything was.</summary>
    public required int Rows { get; init; }

    /// <summary>Requests in flight of what was measured last; 0 before anything was.</summary>
    public required int ParallelRequests { get; init; }

    /// <summary>About how much is done, 0 to 1: an estimate, since what is measured depends on what was found. It never falls.</summary>
    public required double Fraction { get; init; }

    /// <summary>Requests sent so far.</summary>
    public required int Requests { get; init; }

    /// <summary>Time since the start.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>What is known by now of the setting that was measured last; null while it is warmed up.</summary>
    public TuningPoint? Point { get; init; }

    /// <summary>What was found or left out just now, in words; null for nothing.</summary>
    public string? Message { get; init; }
}
