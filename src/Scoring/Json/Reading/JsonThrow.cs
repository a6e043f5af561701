using System.Diagnostics.CodeAnalysis;

namespace Scoring.Json.Reading;

/// <summary>The failures of reading, kept out of hot methods.</summary>
internal static class JsonThrow
{
    [DoesNotReturn]
    public static void Malformed(int offset, string expected, string found) => throw new JsonFrameException(JsonFrameError.Malformed, offset, expected, found);

    [DoesNotReturn]
    public static void Mismatch(int offset, string expected, string found) => throw new JsonFrameException(JsonFrameError.Mismatch, offset, expected, found);

    [DoesNotReturn]
    public static void RowCount(int offset, string expected, string found) => throw new JsonFrameException(JsonFrameError.RowCount, offset, expected, found);

    [DoesNotReturn]
    public static void Limit(int offset, string expected, string found) => throw new JsonFrameException(JsonFrameError.Limit, offset, expected, found);

    [DoesNotReturn]
    public static void ServerError(int offset, string found, string message, Exception? cause = null) =>
        throw new JsonFrameException(JsonFrameError.ServerError, offset, "rows", found, cause) { ServerMessage = message };
}
