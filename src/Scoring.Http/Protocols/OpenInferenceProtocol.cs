using Scoring.Http.Answers;
using Scoring.Http.Describing;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>The Open Inference Protocol, also called V2: Triton, MLServer, KServe, OpenVINO Model Server, TorchServe.</summary>
/// <remarks>
/// <para>The address is the server's, with <see cref="ModelName"/>, or one that ends in <c>/infer</c>. The signature is the model's metadata; each input and output is a tensor whose first dimension is the
/// rows.</para>
/// <para>Values go as binary tensors where the server offers that extension, which is exact and the fastest; as flat lists in JSON elsewhere. Missing strings cannot be sent.</para>
/// </remarks>
public sealed record OpenInferenceProtocol : ScoringProtocol
{
    private const int NotFound = 404;

    private const string Infer = "/infer", Models = "/v2/models/", BinaryExtension = "binary_tensor_data";

    /// <inheritdoc/>
    public override string Name => "Open Inference";

    /// <summary>The model's name; not needed where the address ends in <c>/infer</c>.</summary>
    public string? ModelName { get; init; }

    /// <summary>The version to ask; null by default, for the server's choice.</summary>
    public string? Version { get; init; }

    /// <summary>Whether tensors are sent and wished for in binary; null by default: where the server says that it can. With a signature that was given it is JSON then, as nothing is asked.</summary>
    public bool? UseBinary { get; init; }

    /// <summary>Whether a request is the bare bytes of one tensor, of one row, without a head: for models with one input, such as pictures. False by default.</summary>
    /// <remarks>Triton's raw binary request. A string is sent as its bytes. Answers are binary tensors. A batch of several rows is refused with status 413 before it is sent: set
    /// <see cref="ScoringClientOptions.MaxBatchCount"/> to 1, or have them cut by <see cref="RowIsolationBuilderExtensions.UseRowIsolation"/>.</remarks>
    public bool UseRaw { get; init; }

    /// <summary>The <c>content_type</c> of requests, by which MLServer chooses how it decodes them, such as <c>pd</c> or <c>np</c>; null by default, for none.</summary>
    public string? ContentType { get; init; }

    /// <summary>What becomes of NaN and infinities in JSON: the bare words that Triton reads, by default; MLServer takes null.</summary>
    public NonFiniteHandling NonFinite { get; init; } = NonFiniteHandling.Literal;

    /// <inheritdoc/>
    protected internal override string NoSignatureHint => "The model's metadata was not found, or has a tensor of a type that no column can hold: see to the model's name and version.";

    /// <inheritdoc/>
    protected internal override Uri GetScoreUri(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (endpoint.AbsolutePath.EndsWith(Infer, StringComparison.Ordinal)) return endpoint;
        return endpoint.AbsolutePath.Contains(Models, StringComparison.Ordinal) ? ModelPath.Of(endpoint, Infer) : ModelPath.Of(endpoint, PathOf() + Infer);
    }

    /// <inheritdoc/>
    protected internal override async ValueTask<EndpointDescription?> DescribeAsync(EndpointReader endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        Uri model = ModelPath.Without(GetScoreUri(endpoint.Endpoint), Infer);
        EndpointDocument document = await endpoint.GetAsync(model, cancellationToken).ConfigureAwait(false);
        if (!document.IsFound || OpenInferenceMetadata.Read(document.Body, endpoint) is not { } signature) return null;
        bool binary = UseRaw || (UseBinary ?? await OffersBinaryAsync(endpoint, model, cancellationToken).ConfigureAwait(false));
        return new EndpointDescription(signature, this with { UseBinary = binary });
    }

    /// <summary>Ready is a server that says it lives and is ready, with a model that is.</summary>
    /// <inheritdoc/>
    protected internal override async ValueTask<bool?> IsReadyAsync(EndpointReader endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        Uri model = ModelPath.Without(GetScoreUri(endpoint.Endpoint), Infer);
        Uri[] server = ServerOf(model) is { } address ? [ModelPath.Of(address, "/health/live"), ModelPath.Of(address, "/health/ready")] : [];
        bool? isReady = null;
        foreach (Uri uri in (Uri[])[.. server, ModelPath.Of(model, "/ready")])
        {
            bool? one = await IsReadyAsync(endpoint, uri, cancellationToken).ConfigureAwait(false);
            if (one == false) return false;
            isReady ??= one;
        }

        return isReady;
    }

    /// <summary>Types must be equal: a tensor names its own.</summary>
    /// <param name="input">What the endpoint takes.</param>
    /// <param name="column">What is to be sent.</param>
    protected internal override bool Takes(SignatureColumn input, ColumnSchema column)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(column);
        return input.Type == column.Type && (input.Shape is not { } shape || column.Shape.Feeds(shape));
    }

    /// <inheritdoc/>
    protected internal override ScoringCodec CreateCodec(ScoringSignature signature, RecordSchema rows)
    {
        var scores = new JsonScores(signature, new JsonFrameReaderOptions());
        if (UseRaw) return new RawTensorCodec(signature, rows, new BinaryTensorAnswers(signature), scores);
        var request = new TensorRequest(signature, rows, ContentType);
        return UseBinary == true && BitConverter.IsLittleEndian
            ? new BinaryTensorCodec(request, new BinaryTensorAnswers(signature), scores)
            : new JsonTensorCodec(request, new JsonFrameWriter(rows, new JsonFrameWriterOptions { NonFinite = NonFinite }), scores);
    }

    private static async ValueTask<bool> OffersBinaryAsync(EndpointReader endpoint, Uri model, CancellationToken cancellationToken)
    {
        if (ServerOf(model) is not { } server) return false;
        EndpointDocument document = await endpoint.GetAsync(server, cancellationToken).ConfigureAwait(false);
        return document.IsFound && OpenInferenceMetadata.Offers(document.Body, endpoint, BinaryExtension);
    }

    /// <summary>Where a server describes itself: the path up to <c>/v2</c>. Null for an address of another shape.</summary>
    private static Uri? ServerOf(Uri model)
    {
        var server = new UriBuilder(model) { Query = "" };
        int at = server.Path.IndexOf(Models, StringComparison.Ordinal);
        if (at < 0) return null;
        server.Path = server.Path[..at] + "/v2";
        return server.Uri;
    }

    /// <summary>Null when the server has no such path.</summary>
    private static async ValueTask<bool?> IsReadyAsync(EndpointReader endpoint, Uri uri, CancellationToken cancellationToken)
    {
        EndpointDocument document = await endpoint.GetAsync(uri, cancellationToken).ConfigureAwait(false);
        return document.Status == NotFound ? null : document.IsFound && !OpenInferenceMetadata.SaysNotReady(document.Body, endpoint);
    }

    private string PathOf()
    {
        if (ModelName is null) throw new ArgumentException($"Set {nameof(OpenInferenceProtocol)}.{nameof(ModelName)}, or give an address that ends in {Infer}.");
        return $"{Models}{ModelPath.Escape(ModelName)}{(Version is null ? "" : $"/versions/{ModelPath.Escape(Version)}")}";
    }
}
