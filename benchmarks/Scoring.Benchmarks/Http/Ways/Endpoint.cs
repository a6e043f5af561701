using System.Net;
using Scoring.Http;
using Scoring.Http.Protocols;
using Scoring.Records;

namespace Scoring.Benchmarks.Http.Ways;

/// <summary>Clients for the benchmark's server.</summary>
internal static class Endpoint
{
    private static readonly ScoringSignature s_signature = new()
    {
        ModelName = "prices",
        Inputs = [.. "abcde".Select(static name => new SignatureColumn(name.ToString(), ElementType.Float32, []))],
        Outputs = [new SignatureColumn("score", ElementType.Float64, [])],
    };

    public static HttpScoringClient Open(Uri endpoint, Version version, IHttpClientFactory? factory = null) => HttpScoringClient.Create(
        endpoint,
        new PlainProtocol("""{"data":{{records}}}"""),
        new HttpScoringOptions
        {
            Signature = s_signature,
            HttpClientFactory = factory,
            HttpVersion = version,
            HttpVersionPolicy = version == HttpVersion.Version20 ? HttpVersionPolicy.RequestVersionExact : HttpVersionPolicy.RequestVersionOrLower,
        });
}
