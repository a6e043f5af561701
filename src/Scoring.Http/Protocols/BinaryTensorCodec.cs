using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using Scoring.Http.Answers;
using Scoring.Http.Sending;
using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>Tensors in binary: a JSON head that describes them, then their bytes, little-endian and row-major.</summary>
/// <remarks>Triton's binary tensor data extension, docs/protocol/extension_binary_data.md of its server.</remarks>
internal sealed class BinaryTensorCodec(TensorRequest request, BinaryTensorAnswers answers, JsonScores scores) : ScoringCodec
{
    public const string LengthHeader = "Inference-Header-Content-Length";

    /// <summary>The header of the last request: the next one mostly has the same.</summary>
    private LengthText? _length;

    public override void Write(RecordBatch rows, ScoringRequestBody body)
    {
        body.ContentType = ContentTypes.Binary;
        body.Write(request.BinaryStart);
        for (int i = 0; i < request.Tensors.Length; i++)
        {
            request.Tensors[i].Write(body, rows.RowCount);
            body.Write(",\"parameters\":{\"binary_data_size\":"u8);
            TensorRequest.WriteNumber(body, SizeOf(rows, i));
            body.Write("}}"u8);
        }

        body.Write("]}"u8);
        body.Header = HeaderFor(body.Length);
        for (int i = 0; i < request.Tensors.Length; i++) WriteTensor(rows, i, body);
    }

    public override RecordBatch Read(in ScoringAnswer answer, int rows) => Read(answer, rows, answers, scores);

    /// <summary>Reads an answer in binary, or in JSON, as a server may have chosen.</summary>
    public static RecordBatch Read(in ScoringAnswer answer, int rows, BinaryTensorAnswers answers, JsonScores scores)
    {
        if (answer.GetHeader(LengthHeader) is not { } length) return scores.Read(answer.Body, rows);
        if (!int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int head) || head > answer.Body.Length)
            throw new ScoringResponseException($"The header {LengthHeader} says {length}; the body has {answer.Body.Length} bytes.");
        return answers.Read(answer.Body.Slice(0, head), answer.Body.Slice(head), rows);
    }

    private long SizeOf(RecordBatch rows, int column)
    {
        if (request.Tensors[column].Type != ElementType.String) return rows.ColumnAt(column).Elements(rows.StartRow, rows.RowCount).Length;
        StringColumn strings = rows.GetStrings(column);
        int perRow = strings.Schema.Shape.ElementCount;
        long size = 0;
        for (int row = 0; row < rows.RowCount; row++)
        {
            for (int element = 0; element < perRow; element++) size += sizeof(int) + strings.GetUtf8(row, element).Length;
        }

        return size;
    }

    private void WriteTensor(RecordBatch rows, int column, ScoringRequestBody body)
    {
        if (request.Tensors[column].Type == ElementType.String) WriteStrings(rows.GetStrings(column), body);
        else body.Write(rows.ColumnAt(column).Elements(rows.StartRow, rows.RowCount));
    }

    private static void WriteStrings(StringColumn strings, ScoringRequestBody body)
    {
        int perRow = strings.Schema.Shape.ElementCount;
        for (int row = 0; row < strings.RowCount; row++)
        {
            for (int element = 0; element < perRow; element++)
            {
                if (strings.IsNull(row, element)) ThrowMissing(strings.Schema, row);
                ReadOnlySpan<byte> value = strings.GetUtf8(row, element);
                BinaryPrimitives.WriteInt32LittleEndian(body.GetSpan(sizeof(int)), value.Length);
                body.Advance(sizeof(int));
                body.Write(value);
            }
        }
    }

    private static void ThrowMissing(ColumnSchema column, int row) =>
        throw new ScoringRefusedException($"Column '{column.Name}' has a missing string in row {row}, which no tensor can hold. Leave such rows out, or send an empty string.");

    private KeyValuePair<string, string> HeaderFor(int length)
    {
        LengthText? last = Volatile.Read(ref _length);
        if (last?.Length != length) Volatile.Write(ref _length, last = new LengthText(length, length.ToString(CultureInfo.InvariantCulture)));
        return new KeyValuePair<string, string>(LengthHeader, last.Text);
    }

    private sealed record LengthText(int Length, string Text);
}
