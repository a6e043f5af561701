namespace Scoring.Json;

/// <summary>Why a <see cref="JsonFrameReader"/> gave no rows.</summary>
public enum JsonFrameError
{
    /// <summary>The text is not JSON: cut off, or garbage.</summary>
    Malformed,

    /// <summary>The text is JSON, but not of these rows: a column is missing, a value has another type or shape, no rows were found.</summary>
    Mismatch,

    /// <summary>There are more or fewer rows than were expected.</summary>
    RowCount,

    /// <summary>A limit of <see cref="JsonFrameReaderOptions"/> was exceeded.</summary>
    Limit,

    /// <summary>In the place of rows there is an error object or an error text; see <see cref="JsonFrameException.ServerMessage"/>.</summary>
    ServerError,
}
