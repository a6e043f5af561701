using Scoring.Http.Describing;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>The REST interface of TensorFlow Serving: <c>/v1/models/MODEL:predict</c>.</summary>
/// <remarks>The address is the server's, with <see cref="ModelName"/>, or one that ends in <c>:predict</c>. The signature is read from the model's metadata.</remarks>
public sealed record TensorFlowServingProtocol : ScoringProtocol
{
    private const string Predict = ":predict";

    /// <inheritdoc/>
    public override string Name => "TensorFlow Serving";

    /// <summary>The model's name; not needed where the address ends in <c>:predict</c>.</summary>
    public string? ModelName { get; init; }

    /// <summary>The version to ask; null by default, for the latest. Not together with <see cref="Label"/>.</summary>
    public long? Version { get; init; }

    /// <summary>The label of the version to ask; null by default.</summary>
    public string? Label { get; init; }

    /// <summary>The model's signature to use; null by default, for <c>serving_default</c>.</summary>
    public string? SignatureName { get; init; }

    /// <summary>Whether tensors are sent whole (<c>inputs</c>) rather than row by row (<c>instances</c>): false by default.</summary>
    public bool UseColumns { get; init; }

    /// <summary>What becomes of NaN and infinities: the bare words that the server reads and writes, by default.</summary>
    public NonFiniteHandling NonFinite { get; init; } = NonFiniteHandling.Literal;

    /// <inheritdoc/>
    protected internal override string NoSignatureHint => "The model's metadata was not found, or has no such signature: see to the model's name, version, and SignatureName.";

    /// <inheritdoc/>
    protected internal override Uri GetScoreUri(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.AbsolutePath.EndsWith(Predict, StringComparison.Ordinal) ? endpoint : ModelPath.Of(endpoint, PathOf() + Predict);
    }

    /// <inheritdoc/>
    protected internal override async ValueTask<EndpointDescription?> DescribeAsync(EndpointReader endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        Uri model = ModelPath.Without(GetScoreUri(endpoint.Endpoint), Predict);
        EndpointDocument document = await endpoint.GetAsync(ModelPath.Of(model, "/metadata"), cancellationToken).ConfigureAwait(false);
        return document.IsFound && TensorFlowMetadata.Read(document.Body, SignatureName ?? "serving_default") is { } signature ? new EndpointDescription(signature) : null;
    }

    /// <inheritdoc/>
    protected internal override ScoringCodec CreateCodec(ScoringSignature signature, RecordSchema rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        bool isOne = rows.Columns.Length == 1;
        JsonFrameLayout layout = isOne ? JsonFrameLayout.Values : UseColumns ? JsonFrameLayout.Lists : JsonFrameLayout.Records;
        string name = SignatureName is null ? "" : $"\"signature_name\":{JsonName.Of(SignatureName)},";
        return new JsonCodec(signature, rows, new JsonFrameWriterOptions { Layout = layout, NonFinite = NonFinite }, $"{{{name}\"{(UseColumns ? "inputs" : "instances")}\":", "}");
    }

    private string PathOf()
    {
        if (ModelName is null) throw new ArgumentException($"Set {nameof(TensorFlowServingProtocol)}.{nameof(ModelName)}, or give an address that ends in {Predict}.");
        if (Version is not null && Label is not null) throw new ArgumentException($"{nameof(Version)} and {nameof(Label)} are both set; set one.");
        string version = Version is { } number ? $"/versions/{number}" : Label is null ? "" : $"/labels/{ModelPath.Escape(Label)}";
        return $"/v1/models/{ModelPath.Escape(ModelName)}{version}";
    }
}
