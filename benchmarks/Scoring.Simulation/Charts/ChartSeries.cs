namespace Scoring.Simulation.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Label">What it is, in the legend.</param>
/// <param name="Style">A class of the picture's style sheet: "first", "second" or "limit".</param>
/// <param name="Points">By time.</param>
/// <param name="IsStepped">Whether a value holds until the next one.</param>
internal sealed record ChartSeries(string Label, string Style, IReadOnlyList<ChartPoint> Points, bool IsStepped = false);
