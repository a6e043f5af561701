using Scoring.Http.Sending;
using Scoring.Records;

namespace Scoring.Http;

/// <summary>How an endpoint is spoken to: where rows are sent, what is written, what is read, and what an answer means.</summary>
/// <remarks>
/// <para>The ones that are there are in <see cref="Protocols"/>. For another one derive from this type: <see cref="CreateCodec"/> is all that is needed where the user gives the signature, and
/// for rows in JSON <see cref="JsonCodec"/> is a codec already. Where a placeholder in a text is enough, there is <see cref="Protocols.PlainProtocol"/>.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public abstract record ScoringProtocol
{
    /// <summary>The protocol's name, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>Why an endpoint of this kind may have no signature that can be read, and what to do: a sentence for the error.</summary>
    protected internal virtual string NoSignatureHint => "An endpoint of this kind does not tell what it takes and gives.";

    /// <summary>Headers of every request besides the credential.</summary>
    protected internal virtual IEnumerable<KeyValuePair<string, string>> Headers => [];

    /// <summary>Where rows are sent.</summary>
    /// <param name="endpoint">What the client was given.</param>
    protected internal virtual Uri GetScoreUri(Uri endpoint) => endpoint;

    /// <summary>Reads what the endpoint takes and gives.</summary>
    /// <param name="endpoint">Reads documents from the endpoint's server, with its credential.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null when the endpoint does not tell. Then the user has to give the signature.</returns>
    /// <exception cref="ScoringException">The endpoint failed.</exception>
    protected internal virtual ValueTask<EndpointDescription?> DescribeAsync(EndpointReader endpoint, CancellationToken cancellationToken) => new((EndpointDescription?)null);

    /// <summary>Asks whether the endpoint can score now, without sending rows.</summary>
    /// <param name="endpoint">Reads documents from the endpoint's server, with its credential.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null when an endpoint of this kind does not tell, as by default.</returns>
    /// <exception cref="ScoringException">The endpoint failed; that it is busy or was not reached counts as not ready.</exception>
    protected internal virtual ValueTask<bool?> IsReadyAsync(EndpointReader endpoint, CancellationToken cancellationToken) => new((bool?)null);

    /// <summary>Whether a column can be sent as an input. By default, as text can be: numbers to a floating input, integers to any integer; the row's shape must be the same, but for a
    /// scalar, which is a vector of one.</summary>
    /// <param name="input">What the endpoint takes.</param>
    /// <param name="column">What is to be sent.</param>
    protected internal virtual bool Takes(SignatureColumn input, ColumnSchema column)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(column);
        return ColumnRules.TakesType(input.Type, column.Type) && ColumnRules.TakesShape(input.Shape, column.Shape);
    }

    /// <summary>Makes what writes and reads batches with these columns. The columns fit the signature.</summary>
    /// <param name="signature">The endpoint's.</param>
    /// <param name="rows">The columns of the batches.</param>
    protected internal abstract ScoringCodec CreateCodec(ScoringSignature signature, RecordSchema rows);

    /// <summary>What an answer other than 200 means. By default 400 and 422 refuse the rows, 413 refuses their number, and all else is a failure of the endpoint.</summary>
    /// <param name="answer">Status, headers, and the beginning of the body.</param>
    protected internal virtual AnswerMeaning Classify(EndpointAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Status is 400 or 413 or 422 ? AnswerMeaning.Refused : AnswerMeaning.Failed;
    }
}
