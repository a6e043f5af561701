namespace Scoring.Tuning.Reporting.Charts;

/// <summary>A value, the range that it may be in, and what is said of it.</summary>
/// <param name="X">Across.</param>
/// <param name="Y">Up.</param>
/// <param name="Low">The lower end of the range; null for none.</param>
/// <param name="High">The upper end of the range; null for none.</param>
/// <param name="Text">What a reader is told who points at it; null if it cannot be pointed at.</param>
/// <param name="IsStrong">Whether it has a ring around it.</param>
internal sealed record ChartPoint(double X, double Y, double? Low = null, double? High = null, string? Text = null, bool IsStrong = false);
