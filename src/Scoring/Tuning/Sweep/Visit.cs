namespace Scoring.Tuning.Sweep;

/// <summary>What one visit to a setting gave.</summary>
/// <param name="Times">Of the requests that count, in seconds.</param>
/// <param name="Requests">How many were sent.</param>
/// <param name="Failures">How many failed; those that a stage has sent again count too.</param>
/// <param name="Error">One of the errors that ended requests; null when none did.</param>
internal sealed record Visit(IReadOnlyList<double> Times, int Requests, int Failures, Exception? Error);
