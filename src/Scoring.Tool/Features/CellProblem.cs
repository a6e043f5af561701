namespace Scoring.Tool.Features;

/// <summary>Why the text of a cell is no value of its column.</summary>
internal enum CellProblem
{
    None,

    /// <summary>Empty, where a value cannot be missing.</summary>
    Missing,
    NotANumber,
    NotWhole,

    /// <summary>A number that the type cannot hold.</summary>
    OutOfRange,
    NotABoolean,
}
