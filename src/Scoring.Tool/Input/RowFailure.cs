namespace Scoring.Tool.Input;

/// <summary>A row that has no score.</summary>
/// <param name="Row">Its number, 1 for the first.</param>
/// <param name="Code">A word for programs.</param>
/// <param name="Message">A sentence for people.</param>
internal readonly record struct RowFailure(long Row, string Code, string Message)
{
    /// <summary>A row of the input, with the line at which it starts.</summary>
    public static RowFailure At(long row, long line, RowProblem problem) => new(row, problem.Code, $"line {line}: {problem.Message}");
}
