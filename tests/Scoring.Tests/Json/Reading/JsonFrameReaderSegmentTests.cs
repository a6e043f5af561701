using System.Buffers;
using System.Text;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Tests.Json.Reading;

/// <summary>Texts in several pieces.</summary>
public sealed class JsonFrameReaderSegmentTests
{
    private static readonly RecordSchema s_schema = Frames.Schema(Frames.Column("a"), Frames.Column("b", ElementType.String), Frames.Column("n", ElementType.Int64));

    [Fact]
    public void A_text_split_anywhere_is_the_same_text()
    {
        byte[] json = Encoding.UTF8.GetBytes("""{"predictions": [{"a": -1.25e2, "b": "\u00e9\ud83d\ude00 é", "n": 9007199254740993}, {"a": NaN, "b": null, "n": -5}]}""");
        string whole = Frames.Read(json, s_schema);
        var reader = new JsonFrameReader(s_schema);
        for (int first = 0; first <= json.Length; first++)
        {
            for (int second = first; second <= json.Length; second += 7)
            {
                using RecordBatch batch = reader.Read(Split(json, first, second), 2);
                Assert.Equal(whole, Frames.Show(batch));
            }
        }
    }

    [Fact]
    public void Surrogates_are_joined_or_replaced()
    {
        RecordSchema text = Frames.Schema(Frames.Column("", ElementType.String));
        Assert.Equal("😀; \uFFFD; \uFFFDx; \uFFFD\uFFFD; \uFFFD😀; /\"\\\b\f\n\r\t; \u007F\0",
            Frames.Read("""["\ud83d\uDE00","\ud83d","\ude00x","\ude00\ud83d","\ud83d\ud83d\ude00","\/\"\\\b\f\n\r\t","\u007f\u0000"]""", text));
    }

    [Fact]
    public void One_reader_serves_many_threads()
    {
        var reader = new JsonFrameReader(s_schema);
        byte[] json = Encoding.UTF8.GetBytes("[" + string.Join(",", Enumerable.Range(0, 500).Select(static i => $$"""{"a":{{i}}.5,"b":"{{i}}","n":{{i}}}""")) + "]");
        string whole = Frames.Read(json, s_schema);
        Parallel.For(0, 64, _ =>
        {
            using RecordBatch batch = reader.Read(new ReadOnlySequence<byte>(json));
            Assert.Equal(whole, Frames.Show(batch));
        });
    }

    [Fact]
    public void Data_of_one_column_is_read_into_a_batch()
    {
        RecordSchema schema = Frames.Schema(Frames.Column("x", ElementType.Float32, [2]), Frames.Column("t", ElementType.String));
        var reader = new JsonFrameReader(schema);
        using RecordBatch batch = RecordBatch.Rent(schema, 2);
        reader.ReadColumn(new ReadOnlySequence<byte>("[1,2,3,4]"u8.ToArray()), batch, 0);
        reader.ReadColumn(new ReadOnlySequence<byte>("[[\"u\"],[\"v\"]]"u8.ToArray()), batch, 1);
        Assert.Equal("1,2 u; 3,4 v", Frames.Show(batch));
        reader.ReadColumn(new ReadOnlySequence<byte>("[[5,6],[7,NaN]]"u8.ToArray()), batch, 0);
        Assert.Equal("5,6 u; 7,NaN v", Frames.Show(batch));
        foreach (string json in (string[])["[1,2,3]", "[1,2,3,4,5]", "[]", "[[1,2]]", "[[1,2],[3,4],[5,6]]"])
        {
            Assert.Equal(JsonFrameError.RowCount, Assert.Throws<JsonFrameException>(() => reader.ReadColumn(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)), batch, 0)).Error);
        }
    }

    private static ReadOnlySequence<byte> Split(byte[] bytes, int first, int second)
    {
        var begin = new Piece(bytes.AsMemory(0, first), 0);
        Piece end = begin.Add(bytes.AsMemory(first, second - first)).Add(bytes.AsMemory(second));
        return new ReadOnlySequence<byte>(begin, 0, end, end.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public Piece Add(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
