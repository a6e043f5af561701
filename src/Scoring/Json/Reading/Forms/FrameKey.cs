namespace Scoring.Json.Reading.Forms;

/// <summary>What a key of an object around rows means.</summary>
internal enum FrameKey
{
    /// <summary>Nothing that is known.</summary>
    Unknown,

    /// <summary>Rows, or another object around them.</summary>
    Wrapper,

    /// <summary>The values of a frame whose column names stand beside them; or rows.</summary>
    Data,

    /// <summary>The names of a frame's columns.</summary>
    Columns,

    /// <summary>An error, unless it is empty.</summary>
    Error,

    /// <summary>A message, which is an error where there are no rows.</summary>
    Message,
}
