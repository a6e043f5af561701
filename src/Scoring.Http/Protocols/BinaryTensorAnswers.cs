using System.Buffers;
using System.Buffers.Binary;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>Reads answers of binary tensors, each mixed with JSON ones or not.</summary>
internal sealed class BinaryTensorAnswers(ScoringSignature signature)
{
    /// <summary>The columns of the last answer, with the shapes that it had, and what reads JSON into them. Replaced by any thread.</summary>
    private JsonFrameReader? _last;

    /// <param name="head">The JSON text.</param>
    /// <param name="bytes">What comes after it: the binary tensors, in the order of the head.</param>
    /// <param name="rows">How many rows there must be.</param>
    public RecordBatch Read(in ReadOnlySequence<byte> head, in ReadOnlySequence<byte> bytes, int rows)
    {
        ReadOnlyMemory<byte> json = head.IsSingleSegment ? head.First : head.ToArray();
        List<TensorHead> tensors = TensorHead.ReadAll(json.Span);
        int[] columns = [.. signature.Outputs.Select(output => IndexOf(tensors, output))];
        JsonFrameReader reader = ReaderFor(tensors, columns, rows);
        long[] offsets = OffsetsOf(tensors, bytes.Length);
        RecordBatch scores = RecordBatch.Rent(reader.Schema, rows);
        try
        {
            for (int i = 0; i < columns.Length; i++)
            {
                TensorHead tensor = tensors[columns[i]];
                if (tensor.BinarySize is { } size) Copy(bytes.Slice(offsets[columns[i]], size), scores, i, tensor);
                else reader.ReadColumn(new ReadOnlySequence<byte>(json[tensor.Data]), scores, i);
            }

            return scores;
        }
        catch
        {
            scores.Dispose();
            throw;
        }
    }

    private static int IndexOf(List<TensorHead> tensors, SignatureColumn output)
    {
        int index = tensors.FindIndex(tensor => tensor.Name == output.Name);
        if (index < 0) throw Wrong($"Output '{output.Name}' is missing; there are {string.Join(", ", tensors.Select(static tensor => $"'{tensor.Name}'"))}.");
        if (TensorTypes.Find(tensors[index].DataType) != output.Type) throw Wrong($"Output '{output.Name}' is {tensors[index].DataType}, expected {TensorTypes.NameOf(output.Type)}.");
        return index;
    }

    private JsonFrameReader ReaderFor(List<TensorHead> tensors, int[] columns, int rows)
    {
        var schemas = new ColumnSchema[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            TensorHead tensor = tensors[columns[i]];
            if (tensor.Shape.Length == 0 || tensor.Shape[0] != rows) throw Wrong($"Output '{tensor.Name}' has shape [{string.Join(", ", tensor.Shape)}], expected {rows} rows.");
            schemas[i] = new ColumnSchema(tensor.Name, signature.Outputs[i].Type, RowShape.Create([.. tensor.Shape.Skip(1).Select(static dimension => checked((int)dimension))]));
        }

        JsonFrameReader? last = Volatile.Read(ref _last);
        if (last is not null && last.Schema.Columns.AsSpan().SequenceEqual(schemas)) return last;
        last = new JsonFrameReader(new RecordSchema(schemas));
        Volatile.Write(ref _last, last);
        return last;
    }

    private static long[] OffsetsOf(List<TensorHead> tensors, long length)
    {
        var offsets = new long[tensors.Count];
        long next = 0;
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = next;
            next += tensors[i].BinarySize ?? 0;
        }

        if (next > length) throw Wrong($"The binary tensors have {next} bytes by their description; {length} came.");
        return offsets;
    }

    private static void Copy(in ReadOnlySequence<byte> bytes, RecordBatch scores, int column, TensorHead tensor)
    {
        if (scores.Schema.Columns[column].Type == ElementType.String)
        {
            // In one piece: a string may begin in one segment and end in another.
            CopyStrings(bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray(), scores.GetStrings(column), tensor);
            return;
        }

        Span<byte> target = scores.ColumnAt(column).Elements(0, scores.RowCount);
        if (bytes.Length != target.Length) throw Wrong($"Output '{tensor.Name}' has {bytes.Length} bytes, expected {target.Length} for shape [{string.Join(", ", tensor.Shape)}].");
        bytes.CopyTo(target);
        if (scores.Schema.Columns[column].Type == ElementType.Boolean && target.ContainsAnyExceptInRange((byte)0, (byte)1))
            throw Wrong($"Output '{tensor.Name}' has bools other than 0 and 1.");
    }

    private static void CopyStrings(ReadOnlySpan<byte> bytes, StringColumn strings, TensorHead tensor)
    {
        int perRow = strings.Schema.Shape.ElementCount;
        for (int i = 0; i < strings.RowCount * perRow; i++)
        {
            if (bytes.Length < sizeof(int)) throw Wrong($"Output '{tensor.Name}' ends in the middle of its strings.");
            int length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            bytes = bytes[sizeof(int)..];
            if ((uint)length > (uint)bytes.Length) throw Wrong($"Output '{tensor.Name}' has a string of {length} bytes where {bytes.Length} are left.");
            strings.SetUtf8(i / perRow, bytes[..length], i % perRow);
            bytes = bytes[length..];
        }

        if (!bytes.IsEmpty) throw Wrong($"Output '{tensor.Name}' has {bytes.Length} bytes after its strings.");
    }

    private static ScoringResponseException Wrong(string message) => new(message);
}
