namespace Scoring.Batching.Queueing;

/// <summary>Why rows end without a request's answer.</summary>
internal enum RowsEnd
{
    /// <summary>They do not.</summary>
    None,

    /// <summary>Their token was cancelled.</summary>
    Cancelled,

    /// <summary>Their deadline has passed.</summary>
    Expired,

    /// <summary>They have been told already, by the call they belong to.</summary>
    Told,

    /// <summary>The client was disposed and could not wait any longer.</summary>
    ShutDown,

    /// <summary>The queue was full.</summary>
    QueueFull,

    /// <summary>The queue had as many bytes as it may.</summary>
    QueueBytesFull,

    /// <summary>They would have been late after service.</summary>
    Refused,

    /// <summary>They have waited for longer than rows may.</summary>
    WaitedTooLong,

    /// <summary>The client was disposed before they came.</summary>
    TooLate,
}
