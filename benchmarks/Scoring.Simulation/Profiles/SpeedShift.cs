namespace Scoring.Simulation.Profiles;

/// <summary>Requests sent from a moment on take a multiple of their time.</summary>
/// <param name="At">When, as a fraction of the run.</param>
/// <param name="Factor">Of the time without any shift.</param>
internal readonly record struct SpeedShift(double At, double Factor);
