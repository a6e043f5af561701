namespace Scoring.Batching.Calls;

/// <summary>How a call ends. The first to claim it decides.</summary>
internal static class CallEnd
{
    public const int None = 0;

    /// <summary>Every row has its score or its error.</summary>
    public const int Completed = 1;

    /// <summary>The caller's token was cancelled.</summary>
    public const int Cancelled = 2;

    /// <summary>The deadline passed.</summary>
    public const int Expired = 3;

    /// <summary>The client was disposed and could not wait any longer.</summary>
    public const int ShutDown = 4;

    /// <summary>There was no place in the queue.</summary>
    public const int QueueFull = 5;

    /// <summary>The rows would have been late after service.</summary>
    public const int Refused = 6;

    /// <summary>The rows waited for longer than they may.</summary>
    public const int WaitedTooLong = 7;

    /// <summary>There was no place in the queue for so many bytes.</summary>
    public const int QueueBytesFull = 8;
}
