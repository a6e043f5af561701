using Scoring.Http.Answers;
using Scoring.Tuning;

namespace Scoring.Http;

/// <summary>An endpoint tells models apart by where it is; its query may hold a secret and does not count.</summary>
internal sealed class HttpModelIdentity(Uri endpoint) : IModelIdentity
{
    public string Endpoint { get; } = EndpointErrors.PlaceOf(endpoint);

    public string? GetModelHash() => null;
}
