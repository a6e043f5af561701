using System.Buffers;
using System.Globalization;
using System.Text;
using Scoring.Http.Sending;
using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>The fixed parts of a request of tensors: made once, so that only row counts and values are left to be written.</summary>
internal sealed class TensorRequest
{
    private const int MaxDigits = 20;

    private readonly byte[] _start;

    public TensorRequest(ScoringSignature signature, RecordSchema rows, string? contentType)
    {
        Tensors = [.. rows.Columns.Select((column, index) => Describe(signature, column, rows, index))];
        _start = Encoding.UTF8.GetBytes(contentType is null ? "{\"inputs\":[" : $"{{\"parameters\":{{\"content_type\":{JsonName.Of(contentType)}}},\"inputs\":[");
        BinaryStart = Encoding.UTF8.GetBytes(
            $"{{\"parameters\":{{\"binary_data_output\":true{(contentType is null ? "" : $",\"content_type\":{JsonName.Of(contentType)}")}}},\"inputs\":[");
    }

    public Tensor[] Tensors { get; }

    public ReadOnlySpan<byte> Start => _start;

    public byte[] BinaryStart { get; }

    public static void WriteNumber(ScoringRequestBody body, long number)
    {
        Span<byte> digits = body.GetSpan(MaxDigits);
        number.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        body.Advance(length);
    }

    private static Tensor Describe(ScoringSignature signature, ColumnSchema column, RecordSchema rows, int index)
    {
        SignatureColumn input = signature.Inputs.First(input => ReferenceEquals(InputCheck.Find(signature, input, rows), column));
        RowShape shape = input.Shape is { IsFixed: true } declared ? declared : column.Shape.Rank == 0 && input.Shape is { Rank: 1 } ? [1] : column.Shape;
        string head = $"{(index == 0 ? "" : ",")}{{\"name\":{JsonName.Of(input.Name)},\"datatype\":\"{TensorTypes.NameOf(column.Type)}\",\"shape\":[";
        string dimensions = string.Concat(shape.Dimensions.ToArray().Select(static dimension => $",{dimension}"));
        return new Tensor(Encoding.UTF8.GetBytes(head), Encoding.UTF8.GetBytes($"{dimensions}]"), column.Type);
    }

    /// <param name="Head">From the comma before it to the rows.</param>
    /// <param name="Shape">The dimensions of a row, and the end of the shape.</param>
    /// <param name="Type">The type of its elements.</param>
    internal readonly record struct Tensor(byte[] Head, byte[] Shape, ElementType Type)
    {
        public void Write(ScoringRequestBody body, int rows)
        {
            body.Write(Head);
            WriteNumber(body, rows);
            body.Write(Shape);
        }
    }
}
