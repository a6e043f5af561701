namespace Scoring.Diagnostics;

/// <summary>How long requests of about one size take.</summary>
/// <param name="Rows">The mean number of rows of such requests.</param>
/// <param name="Seconds">What one takes while it is the only one in flight, in seconds.</param>
/// <param name="Samples">How many requests stand behind that; old ones are forgotten, so it does not grow beyond 20.</param>
public readonly record struct MeasuredSize(double Rows, double Seconds, int Samples);
