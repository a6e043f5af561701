namespace Scoring.Http;

/// <summary>A document that an endpoint's server gave.</summary>
/// <param name="Uri">Where it is.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The whole body, decompressed.</param>
public sealed record EndpointDocument(Uri Uri, int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether it is there: status 200.</summary>
    public bool IsFound => Status == 200;
}
