namespace Scoring.Testing;

/// <summary>Requests sent from a moment on take a multiple of their time.</summary>
/// <param name="At">From the start of the run.</param>
/// <param name="Factor">Of the time without any shift; more than 0.</param>
public readonly record struct ServiceShift(TimeSpan At, double Factor);
