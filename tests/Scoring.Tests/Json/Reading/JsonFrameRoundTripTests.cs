using System.Buffers;
using Scoring.Json;
using Scoring.Json.Reading.Fast;
using Scoring.Records;

namespace Scoring.Tests.Json.Reading;

/// <summary>What the writer writes reads back to the same bits, in every layout and every tier.</summary>
public sealed class JsonFrameRoundTripTests
{
    private static readonly RecordSchema[] s_schemas =
    [
        Frames.Schema(Frames.Column("score")),
        Frames.Schema(Frames.Column("p", ElementType.Float32, [7])),
        Frames.Schema(Frames.Column("m", ElementType.Float64, [2, 3])),
        Frames.Schema(Frames.Column("a"), Frames.Column("b", ElementType.String), Frames.Column("c", ElementType.Boolean), Frames.Column("é\"\n", ElementType.Float32)),
        Frames.Schema([.. Enum.GetValues<ElementType>().Select(static type => Frames.Column(type.ToString(), type))]),
        Frames.Schema(Frames.Column("v", ElementType.Float32, [3]), Frames.Column("words", ElementType.String, [2]), Frames.Column("n", ElementType.UInt64)),
    ];

    public static TheoryData<JsonFrameLayout, bool> Layouts()
    {
        var layouts = new TheoryData<JsonFrameLayout, bool>();
        foreach (JsonFrameLayout layout in Enum.GetValues<JsonFrameLayout>())
        {
            layouts.Add(layout, false);
            layouts.Add(layout, true);
        }

        return layouts;
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Rows_that_were_written_are_read_back(JsonFrameLayout layout, bool asStrings)
    {
        var random = new Random(9);
        var options = new JsonFrameWriterOptions { Layout = layout, ValuesAsStrings = asStrings, NonFinite = NonFiniteHandling.Literal };
        foreach (RecordSchema schema in s_schemas)
        {
            var writer = new JsonFrameWriter(schema, options);
            foreach (int rows in (int[])[1, 2, 3, 40, 300])
            {
                using RecordBatch written = Fill(random, schema, rows);
                var output = new ArrayBufferWriter<byte>();
                writer.Write(written, output);
                foreach (JsonTier tier in Frames.Tiers)
                {
                    using RecordBatch read = new JsonFrameReader(schema, null, tier).Read(new ReadOnlySequence<byte>(output.WrittenMemory), rows);
                    AssertSame(written, read);
                }
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Columns_that_were_written_are_read_back(bool flat)
    {
        var random = new Random(11);
        foreach (RecordSchema schema in s_schemas)
        {
            var writer = new JsonFrameWriter(schema, new JsonFrameWriterOptions { NonFinite = NonFiniteHandling.Literal });
            var reader = new JsonFrameReader(schema);
            using RecordBatch written = Fill(random, schema, 30), read = RecordBatch.Rent(schema, 30);
            for (int column = 0; column < schema.Columns.Length; column++)
            {
                var output = new ArrayBufferWriter<byte>();
                writer.WriteColumn(written, column, output, flat);
                reader.ReadColumn(new ReadOnlySequence<byte>(output.WrittenMemory), read, column);
            }

            AssertSame(written, read);
        }
    }

    private static RecordBatch Fill(Random random, RecordSchema schema, int rows)
    {
        RecordBatch batch = RecordBatch.Rent(schema, rows);
        for (int column = 0; column < schema.Columns.Length; column++)
        {
            switch (schema.Columns[column].Type)
            {
                case ElementType.String: FillStrings(random, batch.GetStrings(column), schema.Columns[column].Shape.ElementCount); break;
                case ElementType.Boolean: Fill(batch.GetColumn<bool>(column).Values, () => random.Next(2) == 0); break;
                case ElementType.Float64: Fill(batch.GetColumn<double>(column).Values, () => NextDouble(random)); break;
                case ElementType.Float32: Fill(batch.GetColumn<float>(column).Values, () => NextSingle(random)); break;
                case ElementType.Float16: Fill(batch.GetColumn<Half>(column).Values, () => (Half)(random.NextDouble() * 100)); break;
                default: random.NextBytes(batch.ColumnAt(column).Elements(0, rows)); break;
            }
        }

        return batch;
    }

    private static void Fill<T>(Span<T> values, Func<T> next)
    {
        foreach (ref T value in values) value = next();
    }

    private static double NextDouble(Random random) => random.Next(8) switch
    {
        0 => double.NaN,
        1 => double.NegativeInfinity,
        2 => Math.Round(random.NextDouble() * 100, 2),
        3 => random.Next(1000),
        4 => -random.NextDouble(),
        _ => BitConverter.Int64BitsToDouble(random.NextInt64()) is var any && double.IsFinite(any) ? any : -0.0,
    };

    private static float NextSingle(Random random) => random.Next(8) switch
    {
        0 => float.NaN,
        1 => float.PositiveInfinity,
        2 => MathF.Round(random.NextSingle() * 100, 2),
        3 => random.Next(1000),
        4 => -random.NextSingle(),
        _ => BitConverter.Int32BitsToSingle(random.Next()) is var any && float.IsFinite(any) ? any : -0f,
    };

    private static void FillStrings(Random random, StringColumn column, int elements)
    {
        string[] words = ["", "plain", "with \"quotes\" and \\", "new\nline\t\0", "Grüße", "漢字", "😀", "a somewhat longer text without anything special in it"];
        for (int row = 0; row < column.RowCount; row++)
        {
            for (int element = 0; element < elements; element++) column.Set(row, random.Next(6) == 0 ? null : words[random.Next(words.Length)], element);
        }
    }

    private static void AssertSame(RecordBatch written, RecordBatch read)
    {
        Assert.Equal(written.RowCount, read.RowCount);
        for (int column = 0; column < written.Schema.Columns.Length; column++)
        {
            if (written.Schema.Columns[column].Type != ElementType.String)
            {
                Assert.True(written.ColumnAt(column).Elements(0, written.RowCount).SequenceEqual(read.ColumnAt(column).Elements(0, read.RowCount)), $"{written.Schema.Columns[column]}: {Frames.Show(written)}");
                continue;
            }

            for (int row = 0; row < written.RowCount; row++)
            {
                for (int element = 0; element < written.Schema.Columns[column].Shape.ElementCount; element++)
                {
                    Assert.Equal(written.GetStrings(column).GetString(row, element), read.GetStrings(column).GetString(row, element));
                }
            }
        }
    }
}
