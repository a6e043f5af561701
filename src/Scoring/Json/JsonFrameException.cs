namespace Scoring.Json;

/// <summary>A JSON text did not hold the rows that were expected.</summary>
/// <remarks>The message names the byte and both sides, expected and found; values of rows are not part of it.</remarks>
public sealed class JsonFrameException : ScoringException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="error">What kind of failure it is.</param>
    /// <param name="byteOffset">Where in the text.</param>
    /// <param name="expected">What should have stood there.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="innerException">The cause.</param>
    public JsonFrameException(JsonFrameError error, long byteOffset, string expected, string found, Exception? innerException = null)
        : base($"JSON, byte {byteOffset}: expected {expected}, found {found}.", innerException)
    {
        Error = error;
        ByteOffset = byteOffset;
        Expected = expected;
        Found = found;
    }

    /// <summary>What kind of failure it is.</summary>
    public JsonFrameError Error { get; }

    /// <summary>Where in the text: bytes from its beginning, a byte order mark included. In JSON within a JSON string: a byte of the outer text.</summary>
    public long ByteOffset { get; }

    /// <summary>What should have stood there.</summary>
    public string Expected { get; }

    /// <summary>What stands there, in words.</summary>
    public string Found { get; }

    /// <summary>What the server said in the place of rows, at most 1,024 characters; null unless <see cref="Error"/> is <see cref="JsonFrameError.ServerError"/>.</summary>
    public string? ServerMessage { get; init; }
}
