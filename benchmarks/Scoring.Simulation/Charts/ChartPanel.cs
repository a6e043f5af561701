namespace Scoring.Simulation.Charts;

/// <summary>One of several charts above each other that share the time.</summary>
/// <param name="Title">What is shown, with its unit.</param>
/// <param name="Series">Drawn in this order.</param>
internal sealed record ChartPanel(string Title, IReadOnlyList<ChartSeries> Series)
{
    /// <summary>The largest value that the axis has to show.</summary>
    public double Max => Series.SelectMany(static series => series.Points).Max(static point => point.Value);
}
