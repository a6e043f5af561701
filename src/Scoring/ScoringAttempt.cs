namespace Scoring;

/// <summary>One attempt to score a request.</summary>
/// <param name="Rows">Rows in the request.</param>
/// <param name="Duration">The model's or the endpoint's time, without any wait before it.</param>
/// <param name="Succeeded">Whether it gave scores.</param>
/// <param name="Status">The status code: HTTP's for an endpoint, ONNX Runtime's error code for a local model, 0 there for success.</param>
/// <param name="RetryAfter">What the endpoint asked to wait, if it did.</param>
/// <param name="Failure">What is known of a failure besides its status.</param>
public readonly record struct ScoringAttempt(int Rows, TimeSpan Duration, bool Succeeded, int? Status = null, TimeSpan? RetryAfter = null, AttemptFailure Failure = AttemptFailure.Unspecified);
