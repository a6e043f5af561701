namespace Scoring.Simulation.Profiles;

/// <summary>Some requests take longer for no reason of their own, such as a collection of garbage.</summary>
internal readonly record struct RequestPause(double Probability, double Milliseconds);
