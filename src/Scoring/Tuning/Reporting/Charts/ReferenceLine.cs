namespace Scoring.Tuning.Reporting.Charts;

/// <summary>A value that is drawn through the whole chart.</summary>
/// <param name="Value">Where.</param>
/// <param name="Label">What it is.</param>
/// <param name="Style">Its class in the style sheet: "mark", "best" or "limit".</param>
/// <param name="IsVertical">Whether it is a value of the axis across.</param>
/// <param name="To">Where a range ends that begins at the value, for vertical ones; null for a line.</param>
internal sealed record ReferenceLine(double Value, string Label, string Style, bool IsVertical, double? To = null);
