using Scoring.Http;
using Scoring.Records;

namespace Scoring.Tool.Endpoints;

/// <summary>A protocol whose outputs are those of the first answer.</summary>
/// <param name="Inner">What it is otherwise.</param>
internal sealed record LearningProtocol(ScoringProtocol Inner) : ScoringProtocol
{
    public override string Name => Inner.Name;

    protected internal override IEnumerable<KeyValuePair<string, string>> Headers => Inner.Headers;

    protected internal override Uri GetScoreUri(Uri endpoint) => Inner.GetScoreUri(endpoint);

    protected internal override bool Takes(SignatureColumn input, ColumnSchema column) => Inner.Takes(input, column);

    protected internal override ScoringCodec CreateCodec(ScoringSignature signature, RecordSchema rows) => new LearningCodec(Inner.CreateCodec(signature, rows));

    protected internal override AnswerMeaning Classify(EndpointAnswer answer) => Inner.Classify(answer);
}
