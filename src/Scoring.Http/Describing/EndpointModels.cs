using Scoring.Http.Answers;
using Scoring.Http.Sending;

namespace Scoring.Http.Describing;

/// <summary>What is known of an endpoint's model: given by the application, or read when it is first asked for.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class EndpointModels
{
    private const string Transport = "http";

    private readonly Uri _endpoint;
    private readonly ScoringProtocol _protocol;
    private readonly HttpScoringOptions _options;
    private readonly Exchange _exchange;
    private readonly EndpointErrors _errors;
    private readonly CancellationToken _shutdown;
    private readonly Lock _lock = new();

    /// <summary>Null until the signature is known. Written once, but for two that come at once.</summary>
    private EndpointModel? _model;

    /// <summary>The reading of the signature that is going on; null when none is. Under <see cref="_lock"/>.</summary>
    private Task<EndpointModel>? _reading;

    public EndpointModels(Uri endpoint, ScoringProtocol protocol, HttpScoringOptions options, Exchange exchange, EndpointErrors errors, CancellationToken shutdown)
    {
        (_endpoint, _protocol, _options, _exchange, _errors, _shutdown) = (endpoint, protocol, options, exchange, errors, shutdown);
        if (options.Signature is { } signature) _model = ModelOf(new EndpointDescription(signature));
    }

    /// <summary>Null until it is known.</summary>
    public EndpointModel? Known => Volatile.Read(ref _model);

    /// <summary>Reads the signature, unless that is being done. No caller's own cancellation ends it, as others wait for it too.</summary>
    public Task<EndpointModel> ReadAsync()
    {
        lock (_lock)
        {
            if (_reading is not { IsCompleted: false }) _reading = DescribeAsync();
            return _reading;
        }
    }

    /// <summary>What a protocol reads an endpoint's documents with.</summary>
    public EndpointReader CreateReader() => new(_endpoint, _exchange, [.. _protocol.Headers], _errors, _options);

    private async Task<EndpointModel> DescribeAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        EndpointReader reader = CreateReader();
        EndpointDescription description = await _protocol.DescribeAsync(reader, _shutdown).ConfigureAwait(false)
            ?? throw _errors.NoSignature(_protocol.NoSignatureHint, reader.Found);
        EndpointModel model = ModelOf(description);
        Volatile.Write(ref _model, model);
        return model;
    }

    private EndpointModel ModelOf(EndpointDescription description)
    {
        ScoringSignature signature = description.Signature with { Transport = Transport };
        if (_options.MaxConcurrentRequests is { } most) signature = signature with { MaxConcurrentRequests = most };
        return new EndpointModel(_endpoint, signature, description.Protocol ?? _protocol);
    }
}
