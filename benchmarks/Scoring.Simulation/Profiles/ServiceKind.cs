namespace Scoring.Simulation.Profiles;

/// <summary>How the time of a request grows with its rows b, alone in flight; a per request and c per row, in milliseconds.</summary>
internal enum ServiceKind
{
    /// <summary>a + c·b.</summary>
    Linear,

    /// <summary>a + c·s·⌈b/s⌉: padded to a multiple of s.</summary>
    Step,

    /// <summary>a + 0.05·c·b + c·max(0, b − s): nearly free up to s.</summary>
    Flat,

    /// <summary>a + c·b + (4c/s)·max(0, b − s)²: out of the cache beyond s.</summary>
    Thrash,

    /// <summary>a + c·P·b, with P requests at once at full speed.</summary>
    Parallel,
}
