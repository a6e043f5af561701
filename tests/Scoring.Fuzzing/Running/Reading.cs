using System.Buffers;
using System.Runtime.InteropServices;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Fuzzing.Running;

/// <summary>What one reader says of one text, in a form that can be compared.</summary>
/// <param name="Rows">How many rows; −1 when the text was refused.</param>
/// <param name="Hash">A hash of all values; of an error the place.</param>
/// <param name="Error">The failure.</param>
internal readonly record struct Reading(int Rows, ulong Hash, JsonFrameError? Error)
{
    public static Reading Of(JsonFrameReader reader, in ReadOnlySequence<byte> text, int? rows)
    {
        try
        {
            using RecordBatch batch = reader.Read(text, rows);
            return new Reading(batch.RowCount, HashOf(batch), null);
        }
        catch (JsonFrameException error)
        {
            if (error.ByteOffset < 0 || error.ByteOffset > text.Length) throw new InvalidOperationException($"The error is at byte {error.ByteOffset} of {text.Length}.", error);
            return new Reading(-1, (ulong)error.ByteOffset, error.Error);
        }
    }

    public static ulong HashOf(RecordBatch batch)
    {
        ulong hash = 17;
        for (int column = 0; column < batch.Schema.Columns.Length; column++) hash = Add(hash, batch, column);
        return hash;
    }

    private static ulong Add(ulong hash, RecordBatch batch, int column)
    {
        switch (batch.Schema.Columns[column].Type)
        {
            case ElementType.Float64: return Add(hash, MemoryMarshal.AsBytes(batch.GetColumn<double>(column).Values));
            case ElementType.Float32: return Add(hash, MemoryMarshal.AsBytes(batch.GetColumn<float>(column).Values));
            case ElementType.Int64: return Add(hash, MemoryMarshal.AsBytes(batch.GetColumn<long>(column).Values));
            case ElementType.Boolean: return Add(hash, MemoryMarshal.AsBytes(batch.GetColumn<bool>(column).Values));
            default:
                StringColumn strings = batch.GetStrings(column);
                for (int row = 0; row < batch.RowCount; row++) hash = Add(hash + (strings.IsNull(row) ? 1u : 2u), strings.GetUtf8(row));
                return hash;
        }
    }

    private static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes) hash = (hash ^ value) * 0x100000001B3;
        return hash ^ (hash >> 29);
    }
}
