using System.Buffers;
using Scoring.Http.Answers;
using Scoring.Http.Sending;
using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>One row of one tensor as the whole body, without a head.</summary>
/// <remarks>The raw binary request of Triton's binary tensor data extension, docs/protocol/extension_binary_data.md of its server.</remarks>
internal sealed class RawTensorCodec : ScoringCodec
{
    private const int ContentTooLarge = 413;

    private static readonly KeyValuePair<string, string> s_noHead = new(BinaryTensorCodec.LengthHeader, "0");

    private readonly BinaryTensorAnswers _answers;
    private readonly JsonScores _scores;

    /// <exception cref="ScoringBindingException">There is more than one input, or a row has several strings.</exception>
    public RawTensorCodec(ScoringSignature signature, RecordSchema rows, BinaryTensorAnswers answers, JsonScores scores)
    {
        if (rows.Columns is not [var only])
            throw new ScoringBindingException($"Endpoint '{signature.ModelName}' takes {rows.Columns.Length} inputs, and {nameof(OpenInferenceProtocol)}.{nameof(OpenInferenceProtocol.UseRaw)} sends one; leave it off.");
        if (only.Type == ElementType.String && only.Shape.ElementCount != 1)
            throw new ScoringBindingException($"A row of input '{only.Name}' has {only.Shape.ElementCount} strings, and {nameof(OpenInferenceProtocol)}.{nameof(OpenInferenceProtocol.UseRaw)} sends one; leave it off.");
        (_answers, _scores) = (answers, scores);
    }

    public override void Write(RecordBatch rows, ScoringRequestBody body)
    {
        if (rows.RowCount > 1) ThrowTooMany(rows.RowCount);
        (body.ContentType, body.Header) = (ContentTypes.Binary, s_noHead);
        body.Write(rows.Schema.Columns[0].Type == ElementType.String ? rows.GetStrings(0).GetUtf8(0) : rows.ColumnAt(0).Elements(rows.StartRow, 1));
    }

    public override RecordBatch Read(in ScoringAnswer answer, int rows) => BinaryTensorCodec.Read(answer, rows, _answers, _scores);

    private static void ThrowTooMany(int rows) => throw new ScoringRefusedException(
        $"A raw request has one row, and the batch has {rows}; it was not sent. Set {nameof(ScoringClientOptions)}.{nameof(ScoringClientOptions.MaxBatchCount)} to 1.")
    {
        Status = ContentTooLarge,
    };
}
