using System.Text;
using Scoring.Records;

namespace Scoring.Tests.Records;

public class StringColumnTests
{
    private static readonly RecordSchema s_scalar = new(new ColumnSchema("s", ElementType.String));
    private static readonly RecordSchema s_vector = new(new ColumnSchema("s", ElementType.String, [2, 3]));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("plain ASCII")]
    [InlineData("Zürich, Łódź, Αθήνα")]
    [InlineData("東京 서울")]
    [InlineData("\U0001F600 \U00010348 \U0010FFFF")]
    [InlineData("a\0b\0")]
    [InlineData("\0")]
    [InlineData("\uFEFFmark")]
    [InlineData("line\r\nend\t\u0085\u2028")]
    public void Text_written_is_read_back(string text)
    {
        using var batch = RecordBatch.Rent(s_scalar, 3);
        StringColumn column = batch.GetStrings("s");

        column.Set(0, text);
        column.Set(1, text.AsSpan());
        column.SetUtf8(2, Encoding.UTF8.GetBytes(text));

        for (int row = 0; row < 3; row++)
        {
            Assert.False(column.IsNull(row));
            Assert.Equal(text, column.GetString(row));
            Assert.Equal(Encoding.UTF8.GetBytes(text), column.GetUtf8(row).ToArray());
        }
    }

    [Theory]
    [InlineData("high", 0xD800)]
    [InlineData("low", 0xDC00)]
    [InlineData("high in the middle", 0x61, 0xD83D, 0x62)]
    [InlineData("swapped", 0xDE00, 0xD83D)]
    [InlineData("before a pair", 0xD800, 0xD800, 0xDC00)]
    [InlineData("at the end", 0x65, 0x6E, 0x64, 0xDBFF)]
    public void Lone_surrogate_becomes_the_replacement_character(string where, params int[] codeUnits)
    {
        // As numbers: the test runner cannot tell texts with lone surrogates apart.
        Assert.NotEmpty(where);
        string text = string.Concat(codeUnits.Select(static unit => (char)unit));
        using var batch = RecordBatch.Rent(s_scalar, 2);
        StringColumn column = batch.GetStrings("s");
        byte[] expected = Encoding.UTF8.GetBytes(text);

        column.Set(0, text);
        column.Set(1, "next");

        Assert.Equal(expected, column.GetUtf8(0).ToArray());
        Assert.Contains('\uFFFD', column.GetString(0)!);
        Assert.Equal("next", column.GetString(1));
    }

    [Fact]
    public void Strings_start_as_null()
    {
        using var batch = RecordBatch.Rent(s_vector, 3);
        StringColumn column = batch.GetStrings("s");

        for (int row = 0; row < 3; row++)
        {
            for (int element = 0; element < 6; element++) AssertNull(column, row, element);
        }
    }

    [Fact]
    public void Strings_start_as_null_whatever_the_memory_held()
    {
        var schema = new RecordSchema(new ColumnSchema("s", ElementType.String, [2]));
        foreach (int rows in new[] { 4, 9, 2, 9, 300, 1, 300 })
        {
            using var batch = RecordBatch.Rent(schema, rows);
            StringColumn column = batch.GetStrings("s");
            for (int row = 0; row < rows; row++)
            {
                AssertNull(column, row, 0);
                AssertNull(column, row, 1);
                column.Set(row, $"secret {row}", 1);
            }
        }
    }

    [Fact]
    public void Null_and_empty_are_told_apart()
    {
        using var batch = RecordBatch.Rent(s_scalar, 3);
        StringColumn column = batch.GetStrings("s");

        column.Set(0, "");
        column.Set(1, (string?)null);
        column.SetUtf8(2, default);

        Assert.False(column.IsNull(0));
        Assert.Equal("", column.GetString(0));
        AssertNull(column, 1, 0);
        Assert.False(column.IsNull(2));
        Assert.Equal("", column.GetString(2));
    }

    [Fact]
    public void Element_can_be_rewritten()
    {
        using var batch = RecordBatch.Rent(s_scalar, 2);
        StringColumn column = batch.GetStrings("s");
        column.Set(1, "neighbour");

        foreach (string? text in new[] { "short", "a much longer text than before", null, "", "x", null, "again" })
        {
            column.Set(0, text);
            Assert.Equal(text, column.GetString(0));
            Assert.Equal("neighbour", column.GetString(1));
        }

        column.SetNull(0);
        AssertNull(column, 0, 0);
    }

    [Fact]
    public void Elements_can_be_written_in_any_order()
    {
        using var batch = RecordBatch.Rent(s_vector, 4);
        StringColumn column = batch.GetStrings("s");
        int[] order = [.. Enumerable.Range(0, 24)];
        new Random(5).Shuffle(order);

        foreach (int index in order) column.Set(index / 6, $"text {index}", index % 6);

        for (int index = 0; index < 24; index++) Assert.Equal($"text {index}", column.GetString(index / 6, index % 6));
    }

    [Fact]
    public void Heap_grows_and_keeps_what_was_written()
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("s", ElementType.String)), 200);
        StringColumn column = batch.GetStrings("s");

        for (int row = 0; row < 200; row++) column.Set(row, new string((char)('a' + (row % 26)), row * 10));

        for (int row = 0; row < 200; row++) Assert.Equal(new string((char)('a' + (row % 26)), row * 10), column.GetString(row));
    }

    [Fact]
    public void Text_larger_than_the_whole_heap_fits()
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("s", ElementType.String)), 3);
        StringColumn column = batch.GetStrings("s");
        string text = new('é', 100_000);
        column.Set(0, "before");

        column.Set(1, text);
        column.Set(2, "after");

        Assert.Equal(200_000, column.GetUtf8(1).Length);
        Assert.Equal(text, column.GetString(1));
        Assert.Equal("before", column.GetString(0));
        Assert.Equal("after", column.GetString(2));
    }

    [Fact]
    public void Element_can_be_copied_from_the_same_column_while_the_heap_grows()
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("s", ElementType.String)), 64);
        StringColumn column = batch.GetStrings("s");
        column.Set(0, new string('x', 150));

        for (int row = 1; row < 64; row++) column.SetUtf8(row, column.GetUtf8(row - 1));

        for (int row = 0; row < 64; row++) Assert.Equal(new string('x', 150), column.GetString(row));
    }

    [Fact]
    public void Bytes_are_not_checked_when_written_and_replaced_when_read_as_text()
    {
        using var batch = RecordBatch.Rent(s_scalar, 1);
        StringColumn column = batch.GetStrings("s");
        byte[] broken = [(byte)'a', 0xFF, 0xC3];

        column.SetUtf8(0, broken);

        Assert.Equal(broken, column.GetUtf8(0).ToArray());
        Assert.Equal("a\uFFFD\uFFFD", column.GetString(0));
    }

    [Fact]
    public void Slice_shows_its_rows_of_a_vector_column()
    {
        using var batch = RecordBatch.Rent(s_vector, 5);
        for (int index = 0; index < 30; index++) batch.GetStrings("s").Set(index / 6, $"text {index}", index % 6);
        StringColumn slice = batch.Slice(1, 3).Slice(1, 2).GetStrings("s");

        Assert.Equal(2, slice.RowCount);
        for (int index = 0; index < 12; index++) Assert.Equal($"text {index + 12}", slice.GetString(index / 6, index % 6));

        slice.Set(0, "through the slice", 5);
        Assert.Equal("through the slice", batch.GetStrings("s").GetString(2, 5));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(int.MaxValue)]
    public void Row_out_of_range_throws_and_shows_the_rows(int row)
    {
        using var batch = RecordBatch.Rent(s_vector, 4);
        StringColumn column = batch.GetStrings("s");

        foreach (Action use in Uses(column, row, element: 0))
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(use);
            Assert.Equal(row, error.ActualValue);
            Assert.Contains("'s' String [2, 3] has rows 0 to 3", error.Message);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    [InlineData(int.MinValue)]
    public void Element_out_of_range_throws_and_shows_the_elements(int element)
    {
        using var batch = RecordBatch.Rent(s_vector, 4);
        StringColumn column = batch.GetStrings("s");

        foreach (Action use in Uses(column, row: 1, element))
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(use);
            Assert.Equal(element, error.ActualValue);
            Assert.Contains("'s' String [2, 3] has elements 0 to 5 in a row", error.Message);
        }
    }

    [Fact]
    public void Row_of_a_slice_cannot_reach_beyond_it()
    {
        using var batch = RecordBatch.Rent(s_scalar, 5);
        StringColumn slice = batch.Slice(1, 2).GetStrings("s");

        foreach (int row in new[] { -1, 2 })
        {
            foreach (Action use in Uses(slice, row, element: 0)) Assert.Throws<ArgumentOutOfRangeException>(use);
        }
    }

    [Fact]
    public void Refused_access_changes_nothing()
    {
        using var batch = RecordBatch.Rent(s_vector, 2);
        StringColumn column = batch.GetStrings("s");
        for (int index = 0; index < 12; index++) column.Set(index / 6, $"text {index}", index % 6);

        foreach (Action use in Uses(column, row: 2, element: 0).Concat(Uses(column, row: 0, element: 6))) Assert.Throws<ArgumentOutOfRangeException>(use);

        for (int index = 0; index < 12; index++) Assert.Equal($"text {index}", column.GetString(index / 6, index % 6));
    }

    [Fact]
    public void Any_texts_written_in_any_order_are_read_back() => Properties.Check<(int Row, string? Text)[]>(static writes =>
    {
        using var batch = RecordBatch.Rent(s_scalar, 8);
        StringColumn column = batch.GetStrings("s");
        string?[] model = new string?[8];

        foreach ((int at, string? text) in writes)
        {
            int row = (int)((uint)at % 8);
            column.Set(row, text);
            model[row] = text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        }

        Assert.Equal(model, Enumerable.Range(0, 8).Select(row => column.GetString(row)));
    });

    [Fact]
    public void Text_shows_column_and_rows_and_never_throws()
    {
        var batch = RecordBatch.Rent(s_vector, 3);
        StringColumn column = batch.GetStrings("s");

        Assert.Equal("'s' String [2, 3] × 3 rows", column.ToString());

        batch.Dispose();
        Assert.Equal("'s' String [2, 3] (disposed)", column.ToString());
        Assert.Equal("default(StringColumn)", default(StringColumn).ToString());
    }

    private static Action[] Uses(StringColumn column, int row, int element) =>
    [
        () => column.IsNull(row, element),
        () => column.GetUtf8(row, element),
        () => column.GetString(row, element),
        () => column.SetNull(row, element),
        () => column.SetUtf8(row, "x"u8, element),
        () => column.Set(row, "x", element),
        () => column.Set(row, null, element),
        () => column.Set(row, "x".AsSpan(), element),
    ];

    private static void AssertNull(StringColumn column, int row, int element)
    {
        Assert.True(column.IsNull(row, element));
        Assert.Null(column.GetString(row, element));
        Assert.True(column.GetUtf8(row, element).IsEmpty);
    }
}
