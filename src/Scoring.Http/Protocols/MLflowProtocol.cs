using System.Collections.Immutable;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>The scoring server of MLflow models, and MLServer's: <c>/invocations</c>.</summary>
/// <remarks>The server does not tell what its model takes: the signature is the user's to give, in the order of the model's columns.</remarks>
public sealed record MLflowProtocol : ScoringProtocol
{
    private const string Path = "/invocations";

    /// <inheritdoc/>
    public override string Name => "MLflow";

    /// <summary>The key of the rows: <c>dataframe_split</c> by default.</summary>
    public MLflowInput Input { get; init; }

    /// <summary>A JSON text sent as <c>params</c>, for a model whose signature has some; null by default, for none.</summary>
    public string? Parameters { get; init; }

    /// <summary>Columns of strings that are bytes rather than text, sent in base64, as the model's columns of type binary are; none by default.</summary>
    public ImmutableArray<string> BytesInputs { get; init; } = [];

    /// <summary>What becomes of NaN and infinities: null by default, which is missing to pandas.</summary>
    public NonFiniteHandling NonFinite { get; init; } = NonFiniteHandling.Null;

    /// <inheritdoc/>
    protected internal override string NoSignatureHint => "An MLflow server does not tell what its model takes; the file MLmodel does.";

    /// <summary>The address, with <c>/invocations</c> added where it is not there.</summary>
    /// <param name="endpoint">What the client was given.</param>
    protected internal override Uri GetScoreUri(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.AbsolutePath.EndsWith(Path, StringComparison.Ordinal) ? endpoint : ModelPath.Of(endpoint, Path);
    }

    /// <summary>Ready is a server whose <c>/ping</c> is answered with 200.</summary>
    /// <inheritdoc/>
    protected internal override async ValueTask<bool?> IsReadyAsync(EndpointReader endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        Uri server = ModelPath.Without(GetScoreUri(endpoint.Endpoint), Path);
        return (await endpoint.GetAsync(ModelPath.Of(server, "/ping"), cancellationToken).ConfigureAwait(false)).IsFound;
    }

    /// <inheritdoc/>
    protected internal override ScoringCodec CreateCodec(ScoringSignature signature, RecordSchema rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        bool isOne = rows.Columns.Length == 1;
        (string key, JsonFrameLayout layout) = Input switch
        {
            MLflowInput.DataframeRecords => ("dataframe_records", JsonFrameLayout.Records),
            MLflowInput.Instances => ("instances", isOne ? JsonFrameLayout.Values : JsonFrameLayout.Records),
            MLflowInput.Inputs => ("inputs", isOne ? JsonFrameLayout.Values : JsonFrameLayout.Lists),
            _ => ("dataframe_split", JsonFrameLayout.Split),
        };
        string parameters = Parameters is null ? "" : $",\"params\":{Parameters}";
        return new JsonCodec(signature, rows, new JsonFrameWriterOptions { Layout = layout, NonFinite = NonFinite, BytesColumns = BytesInputs, BareBytes = true }, $"{{\"{key}\":", $"{parameters}}}");
    }
}
