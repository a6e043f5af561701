namespace Scoring.Tool.Input;

/// <summary>Why a row cannot be read.</summary>
/// <param name="Code">A word for programs; see <see cref="RowCodes"/>.</param>
/// <param name="Message">A sentence for people.</param>
internal readonly record struct RowProblem(string Code, string Message);
