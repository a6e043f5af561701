namespace Scoring.Testing;

/// <summary>Some requests take longer for no reason of their own, such as a collection of garbage.</summary>
/// <param name="Probability">The fraction of requests, 0 to 1.</param>
/// <param name="Time">By how much.</param>
public readonly record struct ServicePause(double Probability, TimeSpan Time);
