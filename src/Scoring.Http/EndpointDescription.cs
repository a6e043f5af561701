namespace Scoring.Http;

/// <summary>What an endpoint tells of itself.</summary>
/// <param name="Signature">What it takes and gives.</param>
/// <param name="Protocol">The protocol with what the endpoint says of it filled in, such as the names of inputs; null when nothing is to be.</param>
public sealed record EndpointDescription(ScoringSignature Signature, ScoringProtocol? Protocol = null);
