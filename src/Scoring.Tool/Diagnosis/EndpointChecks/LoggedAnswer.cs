namespace Scoring.Tool.Diagnosis.EndpointChecks;

/// <summary>What was seen of one answer of an endpoint.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ServerTime">The <c>Date</c> header; null without one.</param>
/// <param name="Sent">When the request was sent, by this machine's clock.</param>
/// <param name="Waited">From then to the answer's headers.</param>
/// <param name="RequestBytes">Bytes of the request's body.</param>
internal readonly record struct LoggedAnswer(int Status, DateTimeOffset? ServerTime, DateTimeOffset Sent, TimeSpan Waited, long RequestBytes);
