namespace Scoring.Tuning.Reporting.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Label">What it is, in the legend.</param>
/// <param name="Style">Its class in the style sheet: "s0" to "s5", or "limit".</param>
/// <param name="Points">In the order in which they are joined.</param>
/// <param name="IsStepped">Whether a value holds until the next one.</param>
internal sealed record ChartSeries(string Label, string Style, IReadOnlyList<ChartPoint> Points, bool IsStepped = false)
{
    /// <summary>The style of the series of an index.</summary>
    public static string StyleOf(int index) => "s" + (index % Marker.Shapes);
}
