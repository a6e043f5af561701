namespace Scoring.Fuzzing.Running;

/// <summary>How a case ended.</summary>
internal enum Outcome
{
    /// <summary>The values were read that were written.</summary>
    Exact,

    /// <summary>A damaged text was still a frame, and every judge agrees.</summary>
    Accepted,

    /// <summary>A damaged text, or an error in the place of rows, was refused with the one exception.</summary>
    Refused,

    /// <summary>Something is wrong.</summary>
    Failed,
}
