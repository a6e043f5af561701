namespace Scoring.Tuning.Reporting.Charts;

/// <summary>The rectangle between the axes, in pixels, and what its sides mean.</summary>
internal sealed record PlotArea(double Left, double Top, double Right, double Bottom, Scale Across, Scale Up)
{
    public double X(double value) => Left + (Across.Position(value) * (Right - Left));

    public double Y(double value) => Bottom - (Up.Position(value) * (Bottom - Top));
}
