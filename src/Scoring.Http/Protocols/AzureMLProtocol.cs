using System.Collections.Immutable;
using Scoring.Http.Answers;
using Scoring.Http.Describing;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>Azure ML real-time endpoints: a scoring script behind <c>/score</c>, on Kubernetes, as a managed endpoint, or in a container of one's own.</summary>
/// <remarks>
/// <para>The script's parameter is the input's name, <c>data</c> unless it is called otherwise; Designer and AutoML services have <c>Inputs</c> with <c>WebServiceInput0</c> in it, or several
/// (<see cref="Designer"/>), MLflow models without a script <c>input_data</c> (<see cref="MLflowModel"/>). Where the endpoint has a swagger document, names, layout, columns and types are taken from it.</para>
/// <para>Refused rows are those with status 400 or 422, and any status with the mark of a script that has failed: <c>x-ms-run-function-failed</c>, or 424 with the container's own status.</para>
/// </remarks>
public sealed record AzureMLProtocol : ScoringProtocol
{
    private const int FailedDependency = 424, NotFound = 404;

    /// <summary>Services of the Designer and of AutoML: <c>{"Inputs":{"WebServiceInput0":[{…}]},"GlobalParameters":{}}</c>.</summary>
    public static AzureMLProtocol Designer { get; } =
        new() { InputName = "Inputs", InnerInputName = "WebServiceInput0", Layout = JsonFrameLayout.Records, GlobalParameters = "{}" };

    /// <summary>MLflow models that were deployed without a script: <c>{"input_data":{"columns":[…],"index":[…],"data":[…]}}</c>.</summary>
    public static AzureMLProtocol MLflowModel { get; } = new() { InputName = "input_data", Layout = JsonFrameLayout.Split };

    /// <inheritdoc/>
    public override string Name => "Azure ML";

    /// <summary>The parameter of the scoring script: <c>data</c> by default. Case matters.</summary>
    public string InputName { get; init; } = "data";

    /// <summary>The input within the parameter, where that holds several; null by default.</summary>
    public string? InnerInputName { get; init; }

    /// <summary>The inputs within the parameter where a row goes to several, each with as many rows; empty by default, for those of the swagger document, or <see cref="InnerInputName"/>.</summary>
    /// <remarks>Rows are then records, and their columns called by input and column, such as <c>WebServiceInput1.age</c>, where there are several.</remarks>
    public ImmutableArray<string> InnerInputNames { get; init; } = [];

    /// <summary>The outputs within <c>Results</c> to read where they are several, each with a row for each; empty by default, for those of the swagger document, or the only one.</summary>
    public ImmutableArray<string> OutputNames { get; init; } = [];

    /// <summary>How rows are laid out: arrays, as for numpy, by default.</summary>
    public JsonFrameLayout Layout { get; init; } = JsonFrameLayout.Values;

    /// <summary>A JSON text sent as <c>GlobalParameters</c>; null by default, for none.</summary>
    public string? GlobalParameters { get; init; }

    /// <summary>Whether numbers are sent as strings, as Azure Stream Analytics does: false by default.</summary>
    public bool ValuesAsStrings { get; init; }

    /// <summary>Columns of strings that are bytes rather than text, sent in base64, as a script takes them whose sample is bytes, or a Spark frame with a binary column; none by default.</summary>
    public ImmutableArray<string> BytesInputs { get; init; } = [];

    /// <summary>What becomes of NaN and infinities: the words that Python reads, by default.</summary>
    public NonFiniteHandling NonFinite { get; init; } = NonFiniteHandling.Literal;

    /// <summary>The deployment to ask, past the endpoint's traffic rules; null by default, for whichever it chooses.</summary>
    public string? Deployment { get; init; }

    /// <summary>The keys that lead to the scores; looked for under the usual names by default.</summary>
    public ImmutableArray<string> ResultPath { get; init; } = [];

    /// <inheritdoc/>
    protected internal override string NoSignatureHint =>
        "Azure ML makes a schema only where the scoring script has sample input and output (input_schema, output_schema): add them, and deploy again.";

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, string>> Headers => Deployment is null ? [] : [new("azureml-model-deployment", Deployment)];

    private string Parameters => GlobalParameters is null ? "" : $",\"GlobalParameters\":{GlobalParameters}";

    /// <summary>The address itself; one without a path has <c>/score</c> added.</summary>
    /// <param name="endpoint">What the client was given.</param>
    protected internal override Uri GetScoreUri(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.AbsolutePath == "/" ? new Uri(endpoint, "/score" + endpoint.Query) : endpoint;
    }

    /// <inheritdoc/>
    protected internal override async ValueTask<EndpointDescription?> DescribeAsync(EndpointReader endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        string name = EndpointErrors.PlaceOf(endpoint.Endpoint);
        SwaggerService? service = await SwaggerSource.ReadAsync(endpoint, GetScoreUri(endpoint.Endpoint), cancellationToken).ConfigureAwait(false);
        return service is null ? null : IsSeveral(service) ? DescribeSeveral(service, name) : new EndpointDescription(service.ToSignature(name), Refine(service));
    }

    /// <summary>Ready is an endpoint whose path beside the score path is answered with 200; one that has nothing there does not tell.</summary>
    /// <inheritdoc/>
    protected internal override async ValueTask<bool?> IsReadyAsync(EndpointReader endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        EndpointDocument document = await endpoint.GetAsync(new Uri(GetScoreUri(endpoint.Endpoint), "."), cancellationToken).ConfigureAwait(false);
        return document.Status == NotFound ? null : document.IsFound;
    }

    /// <inheritdoc/>
    protected internal override ScoringCodec CreateCodec(ScoringSignature signature, RecordSchema rows)
    {
        if (!InnerInputNames.IsEmpty || !OutputNames.IsEmpty) return CreateTablesCodec(signature, rows);
        string open = InnerInputName is null ? $"{{{JsonName.Of(InputName)}:" : $"{{{JsonName.Of(InputName)}:{{{JsonName.Of(InnerInputName)}:";
        string close = InnerInputName is null ? "" : "}";
        return new JsonCodec(signature, rows, CreateWriting(Layout), open, $"{close}{Parameters}}}", new JsonFrameReaderOptions { Path = ResultPath });
    }

    /// <inheritdoc/>
    protected internal override AnswerMeaning Classify(EndpointAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (string.Equals(answer.GetHeader("x-ms-run-function-failed"), "true", StringComparison.OrdinalIgnoreCase)) return AnswerMeaning.Refused;
        bool isContainers = answer.Status == FailedDependency && answer.GetHeader("ms-azureml-model-error-statuscode") is "400" or "413" or "422" or "500";
        return isContainers ? AnswerMeaning.Refused : base.Classify(answer);
    }

    /// <summary>Whether there is more than one table to send or to read; not where the user has said what to read.</summary>
    private bool IsSeveral(SwaggerService service) =>
        ResultPath.IsEmpty && service is { InputPath.Length: > 1, Layout: JsonFrameLayout.Records } && (service.Inputs.Length > 1 || service.Outputs.Length > 1);

    private EndpointDescription DescribeSeveral(SwaggerService service, string name)
    {
        ImmutableArray<SwaggerTable> inputs = SwaggerTable.Choose(service.Inputs, InnerInputNames, null), outputs = SwaggerTable.Choose(service.Outputs, OutputNames, null);
        var signature = new ScoringSignature { ModelName = name, Inputs = TableName.Join(inputs), Outputs = TableName.Join(outputs) };
        bool isNamed = service.OutputPath.Length > 1;
        return new EndpointDescription(signature, Refine(service) with
        {
            InnerInputNames = [.. inputs.Select(static input => input.Name)],
            OutputNames = isNamed ? [.. outputs.Select(static output => output.Name)] : OutputNames,
        });
    }

    private TablesCodec CreateTablesCodec(ScoringSignature signature, RecordSchema rows)
    {
        ImmutableArray<string> inputs = InnerInputNames.IsEmpty ? [InnerInputName ?? Designer.InnerInputName!] : InnerInputNames;
        return new TablesCodec(new TablesWriter(signature, rows, InputName, inputs, CreateWriting(JsonFrameLayout.Records), $"}}{Parameters}}}"), new TableScores(signature, OutputNames));
    }

    private JsonFrameWriterOptions CreateWriting(JsonFrameLayout layout) => new()
    {
        Layout = layout,
        ValuesAsStrings = ValuesAsStrings,
        NonFinite = NonFinite,
        WriteIndex = layout == JsonFrameLayout.Split,
        BytesColumns = BytesInputs,
        BareBytes = true,
    };

    private AzureMLProtocol Refine(SwaggerService service) => this with
    {
        InputName = service.InputPath[0],
        InnerInputName = service.InputPath.Length > 1 ? service.InputPath[1] : null,
        Layout = service.Layout,
        GlobalParameters = GlobalParameters ?? (service.HasGlobalParameters ? "{}" : null),
        ResultPath = ResultPath.IsEmpty ? service.OutputPath : ResultPath,
    };
}
