using System.Collections.Immutable;
using Scoring.Http.Describing;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>The REST interface of TensorFlow Serving: <c>/v1/models/MODEL:predict</c>, <c>:classify</c> and <c>:regress</c>.</summary>
/// <remarks>
/// <para>The address is the server's, with <see cref="ModelName"/>, or one that ends in the method. The signature is read from the model's metadata; for <see cref="TensorFlowMethod.Classify"/> and
/// <see cref="TensorFlowMethod.Regress"/> it is the user's to give, as those do not tell which features an example has.</para>
/// <para>A column of strings that is bytes is sent in base64, which a server decodes whatever the tensor is called; answers in base64 are read by themselves.</para>
/// </remarks>
public sealed record TensorFlowServingProtocol : ScoringProtocol
{
    private const string BytesSuffix = "_bytes";

    /// <inheritdoc/>
    public override string Name => "TensorFlow Serving";

    /// <summary>The model's name; not needed where the address ends in the method.</summary>
    public string? ModelName { get; init; }

    /// <summary>How the model is asked: <see cref="TensorFlowMethod.Predict"/> by default.</summary>
    public TensorFlowMethod Method { get; init; }

    /// <summary>The version to ask; null by default, for the latest. Not together with <see cref="Label"/>.</summary>
    public long? Version { get; init; }

    /// <summary>The label of the version to ask; null by default.</summary>
    public string? Label { get; init; }

    /// <summary>The model's signature to use; null by default, for <c>serving_default</c>.</summary>
    public string? SignatureName { get; init; }

    /// <summary>Whether tensors are sent whole (<c>inputs</c>) rather than row by row (<c>instances</c>): false by default.</summary>
    public bool UseColumns { get; init; }

    /// <summary>Columns of strings that are bytes rather than text, sent in base64; by default those whose name ends in <c>_bytes</c>, as the server has it for what it sends itself.</summary>
    public ImmutableArray<string> BytesInputs { get; init; }

    /// <summary>Features that all examples have, as a JSON text such as <c>{"country":"NO"}</c>; null by default, for none. Not for <see cref="TensorFlowMethod.Predict"/>.</summary>
    public string? Context { get; init; }

    /// <summary>What becomes of NaN and infinities: the bare words that the server reads and writes, by default.</summary>
    public NonFiniteHandling NonFinite { get; init; } = NonFiniteHandling.Literal;

    /// <inheritdoc/>
    protected internal override string NoSignatureHint => Method == TensorFlowMethod.Predict
        ? "The model's metadata was not found, or has no such signature: see to the model's name, version, and SignatureName."
        : "A server does not tell which features the examples of a model have.";

    private string Verb => Method switch
    {
        TensorFlowMethod.Classify => ":classify",
        TensorFlowMethod.Regress => ":regress",
        _ => ":predict",
    };

    /// <inheritdoc/>
    protected internal override Uri GetScoreUri(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        string path = endpoint.AbsolutePath;
        if (path.EndsWith(Verb, StringComparison.Ordinal)) return endpoint;
        if (path[(path.LastIndexOf('/') + 1)..].Contains(':', StringComparison.Ordinal))
            throw new ArgumentException($"The address ends in '{path[(path.LastIndexOf('/') + 1)..]}', and {nameof(TensorFlowServingProtocol)}.{nameof(Method)} is {Method}; make them agree.");
        return ModelPath.Of(endpoint, PathOf() + Verb);
    }

    /// <inheritdoc/>
    protected internal override async ValueTask<EndpointDescription?> DescribeAsync(EndpointReader endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (Method != TensorFlowMethod.Predict) return null;
        EndpointDocument document = await endpoint.GetAsync(ModelPath.Of(ModelOf(endpoint.Endpoint), "/metadata"), cancellationToken).ConfigureAwait(false);
        return document.IsFound && TensorFlowMetadata.Read(document.Body, endpoint, SignatureName ?? "serving_default") is { } signature ? new EndpointDescription(signature) : null;
    }

    /// <summary>Ready is a model of which a version is available.</summary>
    /// <inheritdoc/>
    protected internal override async ValueTask<bool?> IsReadyAsync(EndpointReader endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        EndpointDocument document = await endpoint.GetAsync(ModelOf(endpoint.Endpoint), cancellationToken).ConfigureAwait(false);
        return document.IsFound && TensorFlowMetadata.IsAvailable(document.Body, endpoint);
    }

    /// <inheritdoc/>
    protected internal override ScoringCodec CreateCodec(ScoringSignature signature, RecordSchema rows)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(rows);
        string name = SignatureName is null ? "" : $"\"signature_name\":{JsonName.Of(SignatureName)},";
        if (Method != TensorFlowMethod.Predict) return new ExampleCodec(signature, rows, Method, $"{{{name}{(Context is null ? "" : $"\"context\":{Context},")}\"examples\":", IsBytes);
        bool isOne = rows.Columns.Length == 1;
        JsonFrameLayout layout = isOne ? JsonFrameLayout.Values : UseColumns ? JsonFrameLayout.Lists : JsonFrameLayout.Records;
        var writing = new JsonFrameWriterOptions { Layout = layout, NonFinite = NonFinite, BytesColumns = [.. rows.Columns.Select(static column => column.Name).Where(IsBytes)] };
        return new JsonCodec(signature, rows, writing, $"{{{name}\"{(UseColumns ? "inputs" : "instances")}\":", "}");
    }

    private bool IsBytes(string name) => BytesInputs.IsDefault ? name.EndsWith(BytesSuffix, StringComparison.Ordinal) : BytesInputs.Contains(name);

    private Uri ModelOf(Uri endpoint) => ModelPath.Without(GetScoreUri(endpoint), Verb);

    private string PathOf()
    {
        if (ModelName is null) throw new ArgumentException($"Set {nameof(TensorFlowServingProtocol)}.{nameof(ModelName)}, or give an address that ends in {Verb}.");
        if (Version is not null && Label is not null) throw new ArgumentException($"{nameof(Version)} and {nameof(Label)} are both set; set one.");
        string version = Version is { } number ? $"/versions/{number}" : Label is null ? "" : $"/labels/{ModelPath.Escape(Label)}";
        return $"/v1/models/{ModelPath.Escape(ModelName)}{version}";
    }
}
