namespace Scoring.Testing.Services;

/// <summary>An answer without scores.</summary>
/// <param name="Milliseconds">Until it comes.</param>
/// <param name="Status">Its HTTP status.</param>
/// <param name="RetryAfter">What it asks callers to wait; null for nothing.</param>
internal sealed record ServiceFault(double Milliseconds, int Status, TimeSpan? RetryAfter);
