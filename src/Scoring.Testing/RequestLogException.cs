namespace Scoring.Testing;

/// <summary>Rows were not batched as a test expected.</summary>
/// <param name="message">What was expected, and the requests that there were.</param>
public sealed class RequestLogException(string message) : Exception(message);
