namespace Scoring.Batching.Control;

/// <summary>Why a request was sent with so many rows.</summary>
internal enum BatchReason
{
    /// <summary>All that waited.</summary>
    Emptied,

    /// <summary>As many as is best.</summary>
    Full,

    /// <summary>A share, as others are free to take the rest.</summary>
    Shared,

    /// <summary>A size that had to be tried.</summary>
    Trial,

    /// <summary>Fewer, so that the model computes no padding.</summary>
    Step,

    /// <summary>Fewer, so that the first row is in time.</summary>
    Deadline,

    /// <summary>What had come when the time was over that rows wait for others.</summary>
    Delay,

    /// <summary>What was left when the client was disposed.</summary>
    Drain,
}
