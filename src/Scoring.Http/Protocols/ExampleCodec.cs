using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Scoring.Http.Answers;
using Scoring.Http.Sending;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>Rows as TensorFlow's examples, one object per row.</summary>
/// <remarks>
/// An example's features have no declared type: what stands there makes it, so that a floating number always has a point (<c>5.0</c>), and a missing one is left out. The server's reader is
/// tensorflow_serving/util/json_tensor.cc.
/// </remarks>
internal sealed class ExampleCodec : ScoringCodec
{
    /// <summary>The longest text of a double without an exponent.</summary>
    private const int MaxNumberBytes = 512;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly byte[] _before;
    private readonly JsonEncodedText[] _names;
    private readonly bool[] _isBytes;
    private readonly ClassificationReader? _classes;
    private readonly JsonScores? _numbers;

    /// <param name="signature">The endpoint's.</param>
    /// <param name="rows">The columns that are sent.</param>
    /// <param name="method">What is asked for.</param>
    /// <param name="before">The text before the examples.</param>
    /// <param name="isBytes">Whether an input is bytes rather than text.</param>
    public ExampleCodec(ScoringSignature signature, RecordSchema rows, TensorFlowMethod method, string before, Func<string, bool> isBytes)
    {
        string[] names = [.. rows.Columns.Select(column => signature.Inputs.First(input => ReferenceEquals(InputCheck.Find(signature, input, rows), column)).Name)];
        _before = Encoding.UTF8.GetBytes(before);
        _names = [.. names.Select(static name => JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];
        _isBytes = [.. names.Select(isBytes)];
        if (method == TensorFlowMethod.Classify) _classes = new ClassificationReader(signature);
        else _numbers = new JsonScores(signature, new JsonFrameReaderOptions());
    }

    public override void Write(RecordBatch rows, ScoringRequestBody body)
    {
        body.Write(_before);
        using (var json = new Utf8JsonWriter(body, s_options))
        {
            json.WriteStartArray();
            for (int row = 0; row < rows.RowCount; row++) WriteExample(rows, row, json);
            json.WriteEndArray();
        }

        body.Write("}"u8);
    }

    public override RecordBatch Read(in ScoringAnswer answer, int rows) => _classes?.Read(answer.Body, rows) ?? _numbers!.Read(answer.Body, rows);

    private void WriteExample(RecordBatch rows, int row, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        for (int column = 0; column < _names.Length; column++)
        {
            RowShape shape = rows.Schema.Columns[column].Shape;
            if (shape.Rank == 0)
            {
                if (!IsMissing(rows, column, row)) WriteValue(rows, column, row, row, 0, json, _names[column]);
                continue;
            }

            json.WriteStartArray(_names[column]);
            for (int i = 0; i < shape.ElementCount; i++) WriteValue(rows, column, (row * shape.ElementCount) + i, row, i, json, null);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static bool IsMissing(RecordBatch rows, int column, int row) => rows.Schema.Columns[column].Type == ElementType.String && rows.GetStrings(column).IsNull(row);

    private void WriteValue(RecordBatch rows, int column, int element, int row, int inRow, Utf8JsonWriter json, JsonEncodedText? name)
    {
        if (name is { } written) json.WritePropertyName(written);
        switch (rows.Schema.Columns[column].Type)
        {
            case ElementType.String: WriteString(rows.GetStrings(column).GetUtf8(row, inRow), _isBytes[column], json); break;
            case ElementType.Boolean: json.WriteBooleanValue(rows.GetColumn<bool>(column).Values[element]); break;
            case ElementType.Float32: WriteFloating(rows.GetColumn<float>(column).Values[element], json); break;
            case ElementType.Float64: WriteFloating(rows.GetColumn<double>(column).Values[element], json); break;
            case ElementType.Float16: WriteFloating((float)rows.GetColumn<Half>(column).Values[element], json); break;
            case ElementType.Int8: json.WriteNumberValue(rows.GetColumn<sbyte>(column).Values[element]); break;
            case ElementType.Int16: json.WriteNumberValue(rows.GetColumn<short>(column).Values[element]); break;
            case ElementType.Int32: json.WriteNumberValue(rows.GetColumn<int>(column).Values[element]); break;
            case ElementType.Int64: json.WriteNumberValue(rows.GetColumn<long>(column).Values[element]); break;
            case ElementType.UInt8: json.WriteNumberValue(rows.GetColumn<byte>(column).Values[element]); break;
            case ElementType.UInt16: json.WriteNumberValue(rows.GetColumn<ushort>(column).Values[element]); break;
            case ElementType.UInt32: json.WriteNumberValue(rows.GetColumn<uint>(column).Values[element]); break;
            default: json.WriteNumberValue(rows.GetColumn<ulong>(column).Values[element]); break;
        }
    }

    private static void WriteFloating<T>(T value, Utf8JsonWriter json)
        where T : System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Span<byte> text = stackalloc byte[MaxNumberBytes];
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        if (T.IsFinite(value) && !text[..length].ContainsAny((byte)'.', (byte)'E'))
        {
            ".0"u8.CopyTo(text[length..]);
            length += 2;
        }

        json.WriteRawValue(text[..length], skipInputValidation: true);
    }

    /// <summary>What is no text can only be sent as bytes.</summary>
    private static void WriteString(ReadOnlySpan<byte> value, bool isBytes, Utf8JsonWriter json)
    {
        if (!isBytes && Utf8.IsValid(value))
        {
            json.WriteStringValue(value);
            return;
        }

        json.WriteStartObject();
        json.WriteBase64String("b64"u8, value);
        json.WriteEndObject();
    }
}
