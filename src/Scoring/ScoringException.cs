namespace Scoring;

/// <summary>Something went wrong with scoring. The subtypes are what callers handle differently.</summary>
/// <remarks>It concerns exactly the rows of the call, or the row, that threw it. Row data is never part of the message.</remarks>
public class ScoringException : Exception
{
    private int _attempt = 1;

    /// <summary>Makes an exception.</summary>
    /// <param name="message">Value, limit, place and remedy.</param>
    /// <param name="innerException">The cause.</param>
    public ScoringException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The partition of the request, where one is known.</summary>
    public int? Partition { get; init; }

    /// <summary>How many rows the failed request held, where that is known.</summary>
    public int? Rows { get; init; }

    /// <summary>The number of the attempt that failed, 1 for the first.</summary>
    public int Attempt
    {
        get => _attempt;
        init => _attempt = value;
    }

    /// <summary>The status code: HTTP's for an endpoint, ONNX Runtime's error code for a local model.</summary>
    public int? Status { get; init; }

    /// <summary>How long the endpoint asked to wait before anything is sent to it again; null when it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The beginning of the answer's body, where an endpoint gave one.</summary>
    public string? ResponseExcerpt { get; init; }

    /// <summary>Whether the same request may succeed when it is sent again.</summary>
    public virtual bool IsTransient => false;

    /// <summary>Says which attempt of several it was; whoever throws the exception knows of one.</summary>
    internal void SetAttempt(int number) => _attempt = number;
}
