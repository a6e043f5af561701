namespace Scoring.Json.Writing;

/// <summary>How a run of values is written: with commas between, and <c>],[</c> after every row.</summary>
/// <param name="Value">How each value is written.</param>
/// <param name="RowLength">Values between two <c>],[</c>, 1 or more; <see cref="int.MaxValue"/> for a flat list.</param>
internal readonly record struct ListForm(ValueForm Value, int RowLength);
