using System.Collections.Immutable;
using Scoring.Http;
using Scoring.Http.Protocols;
using Scoring.Records;

namespace Scoring.Tool.Endpoints;

/// <summary>An endpoint as the command line describes it; nothing is sent before a client is made.</summary>
internal sealed class Endpoint
{
    /// <summary>What a classification gives, as many of each as come.</summary>
    private static readonly ImmutableArray<SignatureColumn> s_classes = [new("label", ElementType.String, null), new("score", ElementType.Float64, null)];

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    private readonly EndpointSettings _settings;
    private readonly Uri _uri;
    private readonly ScoringProtocol _protocol;

    /// <exception cref="UsageException">An option cannot be followed.</exception>
    public Endpoint(string url, EndpointSettings settings)
    {
        _settings = settings;
        _uri = EndpointUrl.Parse(url);
        _protocol = ProtocolChoice.Create(settings);
        if (settings.Protocol == ProtocolNames.OpenInference) _uri = EndpointUrl.OfOpenInference(_uri);
        if (_protocol is TensorFlowServingProtocol served) (_uri, _protocol) = (EndpointUrl.OfTensorFlow(_uri, out TensorFlowMethod method), served with { Method = method });
        Credential = settings.KeyEnv is { } name ? CredentialOf(name) : null;
    }

    /// <summary>The address without what may be secret.</summary>
    public string Place => EndpointUrl.PlaceOf(_uri);

    public string ProtocolName => _protocol.Name;

    public Uri Uri => _uri;

    public ScoringCredential? Credential { get; }

    /// <summary>What requests are sent with, its owner's to dispose; null for a client of the endpoint's own.</summary>
    public HttpClient? HttpClient { get; init; }

    /// <summary>A client that asks the endpoint what it takes.</summary>
    public HttpScoringClient CreateClient() => HttpScoringClient.Create(_uri, _protocol, Options(null));

    /// <summary>A client for an endpoint that does not tell what it takes, nor what it gives: that is seen from the first answer.</summary>
    public HttpScoringClient CreateClient(ScoringSignature signature) => _protocol is TensorFlowServingProtocol { Method: TensorFlowMethod.Classify }
        ? HttpScoringClient.Create(_uri, _protocol, Options(signature with { Outputs = s_classes }))
        : HttpScoringClient.Create(_uri, new LearningProtocol(_protocol), Options(signature));

    private HttpScoringOptions Options(ScoringSignature? signature)
    {
        // When a command ends before its time nobody waits for what is in flight.
        var options = new HttpScoringOptions { Signature = signature, Credential = Credential, HttpClient = HttpClient, ShutdownTimeout = TimeSpan.Zero };
        options.AttemptTimeout = _settings.Timeout ?? s_timeout;
        return options;
    }

    private static ScoringCredential CredentialOf(string variable)
    {
        string? key = Environment.GetEnvironmentVariable(variable)?.Trim();
        if (string.IsNullOrEmpty(key)) throw new UsageException($"--key-env: the environment variable '{variable}' is not set, or empty; it must hold the key.");
        try
        {
            return ScoringCredential.FromKey(key);
        }
        catch (ArgumentException error)
        {
            throw new UsageException($"--key-env: what the environment variable '{variable}' holds is no key: it has characters other than printable ASCII.", error);
        }
    }
}
