namespace Scoring.Batching.Control;

/// <summary>What was decided, and why.</summary>
internal enum DecisionKind
{
    /// <summary>The cap was lowered, as a row would wait and be served for longer than the budget.</summary>
    OverBudget,

    /// <summary>The cap was changed, as another size serves more rows.</summary>
    BetterRate,

    /// <summary>More or fewer requests in flight were tried and kept.</summary>
    ParallelAccepted,

    /// <summary>They were tried and not kept.</summary>
    ParallelRejected,

    /// <summary>With so many in flight nothing was in time: a quarter as many, and all is learned anew.</summary>
    Retreat,

    /// <summary>The model became faster or slower.</summary>
    Drift,

    /// <summary>The endpoint was overloaded.</summary>
    Overloaded,

    /// <summary>The endpoint refused a request as too large.</summary>
    TooLarge,

    /// <summary>Requests were not answered in time, and such with half as many rows were.</summary>
    TimedOut,

    /// <summary>A larger request than was allowed was tried, and answered.</summary>
    LargerAccepted,

    /// <summary>It was tried, and was too large again.</summary>
    StillTooLarge,

    /// <summary>Somebody has set other limits.</summary>
    SettingsChanged,

    /// <summary>The client started with a profile of another model or of another class of machine.</summary>
    StaleProfile,
}
