using System.Collections.Immutable;
using Scoring.Http.Answers;
using Scoring.Http.Describing;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>Request-response services of Azure ML Studio (classic): <c>…/execute?api-version=2.0</c>.</summary>
/// <remarks>
/// <para>Both of their table forms are read whichever is asked for. Values are sent as strings, as the service's own samples do, and converted by the columns of its swagger document when they come
/// back. A service with several inputs or outputs has them all in a row: their columns are then called by input and column, such as <c>input1.age</c>.</para>
/// <para>One that is overloaded answers 503, and one that is low on memory 500 with an invitation to try again, which is taken up by <see cref="RetryBuilderExtensions.UseRetry"/>.</para>
/// </remarks>
public sealed record ClassicProtocol : ScoringProtocol
{
    /// <inheritdoc/>
    public override string Name => "Azure ML classic";

    /// <summary>The service's input: <c>input1</c> by default. Names are case-sensitive.</summary>
    public string InputName { get; init; } = "input1";

    /// <summary>The service's inputs where a row goes to several, each with as many rows; empty by default, for those of its swagger document, or <see cref="InputName"/>.</summary>
    public ImmutableArray<string> InputNames { get; init; } = [];

    /// <summary>The output to read where there are several; null by default, for all of them.</summary>
    public string? OutputName { get; init; }

    /// <summary>The outputs to read where they are several, each with a row for each; empty by default, for those of the swagger document, or the only one.</summary>
    public ImmutableArray<string> OutputNames { get; init; } = [];

    /// <summary>Inputs beside the rows, the same for every request, as a JSON text such as <c>"input2":{"ColumnNames":["a"],"Values":[["1"]]}</c>; null by default, for none.</summary>
    public string? OtherInputs { get; init; }

    /// <summary>A JSON text sent as <c>GlobalParameters</c>: <c>{}</c> by default. A parameter that the service does not know is an error to it.</summary>
    public string GlobalParameters { get; init; } = "{}";

    /// <summary>Whether rows are records (<c>format=swagger</c>) rather than names and values: false by default.</summary>
    public bool UseRecords { get; init; }

    /// <summary>Whether the answer is to name its columns' types (<c>details=true</c>): false by default, as they are not needed.</summary>
    public bool Details { get; init; }

    /// <summary>Whether numbers are sent as strings: true by default, as in the service's own samples.</summary>
    public bool ValuesAsStrings { get; init; } = true;

    /// <inheritdoc/>
    protected internal override string NoSignatureHint => "The swagger document of the service, swagger.json beside execute, was not found or has no operation 'execute'.";

    /// <summary>The address with the query that the service needs.</summary>
    /// <param name="endpoint">What the client was given.</param>
    protected internal override Uri GetScoreUri(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var uri = new UriBuilder(endpoint);
        List<string> query = [.. uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)];
        Add(query, "api-version", "2.0");
        if (Details) Add(query, "details", "true");
        if (UseRecords) Add(query, "format", "swagger");
        uri.Query = string.Join('&', query);
        return uri.Uri;
    }

    /// <inheritdoc/>
    protected internal override async ValueTask<EndpointDescription?> DescribeAsync(EndpointReader endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        SwaggerService? service = await SwaggerSource.ReadAsync(endpoint, endpoint.Endpoint, cancellationToken).ConfigureAwait(false);
        return service is null ? null : Describe(service, EndpointErrors.PlaceOf(endpoint.Endpoint));
    }

    /// <inheritdoc/>
    protected internal override ScoringCodec CreateCodec(ScoringSignature signature, RecordSchema rows)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(rows);
        ImmutableArray<string> inputs = InputNames.IsEmpty ? [InputName] : InputNames;
        ImmutableArray<string> outputs = OutputNames.IsEmpty && OutputName is not null ? [OutputName] : OutputNames;
        var writing = new JsonFrameWriterOptions
        {
            Layout = UseRecords ? JsonFrameLayout.Records : JsonFrameLayout.Values,
            ValuesAsStrings = ValuesAsStrings,
            NonFinite = NonFiniteHandling.Null,
        };
        string others = OtherInputs is null ? "" : $",{OtherInputs}";
        return new TablesCodec(new TablesWriter(signature, rows, "Inputs", inputs, writing, $"{others}}},\"GlobalParameters\":{GlobalParameters}}}"), new TableScores(signature, outputs));
    }

    /// <inheritdoc/>
    protected internal override AnswerMeaning Classify(EndpointAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        bool isLowOnMemory = answer.Status == 500 && answer.Body.Span.IndexOf("InternalErrorSystemLowOnMemory"u8) >= 0;
        return isLowOnMemory ? AnswerMeaning.Retry : base.Classify(answer);
    }

    private EndpointDescription Describe(SwaggerService service, string name)
    {
        ImmutableArray<SwaggerTable> inputs = SwaggerTable.Choose(service.Inputs, InputNames, OtherInputs is null ? null : InputName);
        ImmutableArray<SwaggerTable> outputs = SwaggerTable.Choose(service.Outputs, OutputNames, OutputName);
        var signature = new ScoringSignature { ModelName = name, Inputs = TableName.Join(inputs), Outputs = TableName.Join(outputs) };
        bool isNamed = service.OutputPath.Length > 1;
        return new EndpointDescription(signature, this with { InputNames = [.. inputs.Select(static input => input.Name)], OutputNames = isNamed ? [.. outputs.Select(static output => output.Name)] : OutputNames });
    }

    private static void Add(List<string> query, string name, string value)
    {
        if (!query.Exists(part => part.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))) query.Add($"{name}={value}");
    }
}
