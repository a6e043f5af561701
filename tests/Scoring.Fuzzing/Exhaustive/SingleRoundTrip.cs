using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using Scoring.Json;
using Scoring.Json.Reading.Fast;
using Scoring.Json.Writing;
using Scoring.Records;

namespace Scoring.Fuzzing.Exhaustive;

/// <summary>Writes every float there is and reads it back: the bits must be the same. NaN is NaN, whatever its payload.</summary>
internal sealed class SingleRoundTrip
{
    private const int BatchSize = 1 << 16;
    private const long Floats = 1L << 32;
    private const uint Magnitude = uint.MaxValue >> 1;
    private const uint Infinity = 0x7F80_0000;

    private readonly uint[] _bits = new uint[BatchSize];
    private readonly ArrayBufferWriter<byte> _json = new();
    private readonly JsonFrameWriter _writer;
    private readonly JsonFrameReader _reader;

    private SingleRoundTrip(JsonTier tier)
    {
        var schema = new RecordSchema(new ColumnSchema("", ElementType.Float32, default));
        Tier writing = tier switch
        {
            JsonTier.Vector512 => Tier.Vector512,
            JsonTier.Portable => Tier.Portable,
            _ => Tier.Vector128,
        };
        _writer = new JsonFrameWriter(schema, new() { UnwrapSingleColumn = true, NonFinite = NonFiniteHandling.Literal }, writing);
        _reader = new JsonFrameReader(schema, null, tier);
    }

    /// <summary>Goes over all floats, or over one of several parts of them.</summary>
    /// <param name="tier">The hardware that writes and reads.</param>
    /// <param name="threads">How many share the work.</param>
    /// <param name="part">Which part, from 1.</param>
    /// <param name="parts">How many there are.</param>
    /// <returns>How many floats there were, and the bits of those that came back as others, at most the first of each 65,536.</returns>
    public static (long Floats, IReadOnlyList<uint> Failed) Run(JsonTier tier, int threads, int part, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(part, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, parts);
        long batches = Floats / BatchSize, first = batches * (part - 1) / parts, end = batches * part / parts;
        var failed = new List<uint>();
        Parallel.For(first, end, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => new SingleRoundTrip(tier), (batch, _, trip) =>
        {
            if (trip.FindFailure((uint)(batch * BatchSize)) is not { } bits) return trip;
            lock (failed) failed.Add(bits);
            return trip;
        }, static _ => { });
        return ((end - first) * BatchSize, failed);
    }

    public static string Describe(uint bits) => string.Create(CultureInfo.InvariantCulture, $"0x{bits:X8} {BitConverter.UInt32BitsToSingle(bits):R}");

    private uint? FindFailure(uint first)
    {
        for (int i = 0; i < BatchSize; i++) _bits[i] = first + (uint)i;
        using RecordBatch written = RecordBatch.FromValues<float>(MemoryMarshal.Cast<uint, float>(_bits));
        _json.ResetWrittenCount();
        _writer.Write(written, _json);
        using RecordBatch read = _reader.Read(new ReadOnlySequence<byte>(_json.WrittenMemory), BatchSize);
        ReadOnlySpan<uint> back = MemoryMarshal.Cast<float, uint>(read.GetColumn<float>(0).Values);
        int same = back.CommonPrefixLength(_bits);
        for (; same < BatchSize; same++)
        {
            if (back[same] != _bits[same] && !(IsNaN(back[same]) && IsNaN(_bits[same]))) return _bits[same];
        }

        return null;
    }

    private static bool IsNaN(uint bits) => (bits & Magnitude) > Infinity;
}
