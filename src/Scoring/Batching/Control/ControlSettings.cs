namespace Scoring.Batching.Control;

/// <summary>What a controller may decide, and within what limits.</summary>
internal sealed record ControlSettings
{
    /// <summary>More in flight is never looked at as a number of its own.</summary>
    public const int MostParallel = 256;

    /// <summary>What a request to a local model costs besides its run: handing rows to a thread and telling their callers.</summary>
    public const double LocalOverheadSeconds = 10e-6;

    /// <summary>Most rows in a request.</summary>
    public required int MaxRows { get; init; }

    /// <summary>Whether requests are filled to the size that is found best; else to <see cref="MaxRows"/>.</summary>
    public bool AdaptsRows { get; init; } = true;

    /// <summary>In how much time 99 of 100 rows are to have their scores, in seconds; null for no such wish.</summary>
    public double? BudgetSeconds { get; init; }

    /// <summary>What a request costs besides the model's own time, in seconds.</summary>
    public double OverheadSeconds { get; init; }

    /// <summary>Whether rows are shared out among requests that could be sent at once.</summary>
    public bool SharesRows { get; init; } = true;

    /// <summary>Requests in flight at first.</summary>
    public required int StartParallel { get; init; }

    /// <summary>Most requests in flight.</summary>
    public required int MaxParallel { get; init; }

    /// <summary>Whether the number of requests in flight is found by probes.</summary>
    public bool AdaptsParallel { get; init; }

    /// <summary>Whether rows that would be late after service are refused.</summary>
    public bool RefusesLateRows { get; init; } = true;

    /// <summary>Whether larger and other sizes are tried.</summary>
    public bool TriesSizes { get; init; } = true;

    /// <summary>Whether a change of the model is looked for.</summary>
    public bool DetectsDrift { get; init; } = true;

    /// <summary>Whether probes divide times by what the size takes alone. Only false to show what happens then.</summary>
    public bool NormalisesProbes { get; init; } = true;
}
