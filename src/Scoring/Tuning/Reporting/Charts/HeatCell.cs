namespace Scoring.Tuning.Reporting.Charts;

/// <summary>A cell of a <see cref="HeatMap"/>.</summary>
/// <param name="Across">Its index in the direction that is across where there is room.</param>
/// <param name="Up">Its index in the other direction.</param>
/// <param name="Share">Its colour: 0 to 1.</param>
/// <param name="Label">What stands in it.</param>
/// <param name="Text">What a reader is told who points at it.</param>
/// <param name="HasCorner">Whether a corner of it is marked.</param>
/// <param name="IsStrong">Whether it has a frame.</param>
internal sealed record HeatCell(int Across, int Up, double Share, string Label, string Text, bool HasCorner, bool IsStrong);
