using Scoring.Records;

namespace Scoring.Tests.Records;

public class RecordBatchTests
{
    private static readonly RecordSchema s_schema = new(
        new ColumnSchema("distance", ElementType.Float32),
        new ColumnSchema("image", ElementType.UInt8, [2, 3]),
        new ColumnSchema("vendor", ElementType.String));

    [Fact]
    public void Rent_gives_the_rows_and_the_schema()
    {
        using var batch = RecordBatch.Rent(s_schema, 7);

        Assert.Equal(7, batch.RowCount);
        Assert.Same(s_schema, batch.Schema);
        Assert.False(batch.IsDefault);
    }

    [Fact]
    public void Rent_of_no_rows_gives_an_empty_batch()
    {
        using var batch = RecordBatch.Rent(s_schema, 0);

        Assert.Equal(0, batch.RowCount);
        Assert.True(batch.GetColumn<float>(0).Values.IsEmpty);
        Assert.Equal(0, batch.GetStrings(2).RowCount);
        Assert.Equal(0, batch.Slice(0, 0).RowCount);
    }

    [Fact]
    public void Rent_without_a_schema_throws() => Assert.Throws<ArgumentNullException>(static () => RecordBatch.Rent(null!, 1));

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Rent_of_negative_rows_throws(int rows)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => RecordBatch.Rent(s_schema, rows));

        Assert.Equal("rows", error.ParamName);
        Assert.Equal(rows, error.ActualValue);
    }

    [Fact]
    public void Rent_of_a_column_above_the_limit_throws_and_shows_both_sizes()
    {
        var schema = new RecordSchema(new ColumnSchema("small", ElementType.UInt8), new ColumnSchema("wide", ElementType.Float64, [1_000_000]));

        var error = Assert.Throws<ArgumentException>(() => RecordBatch.Rent(schema, 300));

        Assert.Contains("300 rows", error.Message);
        Assert.Contains("'wide' Float64 [1000000]", error.Message);
        Assert.Contains("2400000000 bytes", error.Message);
        Assert.Contains($"{Array.MaxLength - PinnedMemory.Alignment - PinnedMemory.Slack}", error.Message);
    }

    [Fact]
    public void Rent_after_a_refused_rent_works()
    {
        var schema = new RecordSchema(new ColumnSchema("small", ElementType.UInt8), new ColumnSchema("wide", ElementType.Float64, [1_000_000]));
        Assert.Throws<ArgumentException>(() => RecordBatch.Rent(schema, 300));

        using var batch = RecordBatch.Rent(schema, 1);

        batch.GetColumn<double>("wide").Values.Fill(1);
        Assert.Equal(1_000_000, batch.GetColumn<double>("wide").Values.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Row_above_the_limit_throws_and_shows_both_sizes(int rows)
    {
        var schema = new RecordSchema(new ColumnSchema("wide", ElementType.Float64, [int.MaxValue]));

        var error = Assert.Throws<ArgumentException>(() => RecordBatch.Rent(schema, rows));

        Assert.Contains("'wide' Float64 [2147483647]", error.Message);
        Assert.Contains("17179869176 bytes", error.Message);
        Assert.Contains($"{Array.MaxLength - PinnedMemory.Alignment - PinnedMemory.Slack}", error.Message);
    }

    [Fact]
    public void Columns_are_found_by_name_and_by_position()
    {
        using var batch = RecordBatch.Rent(s_schema, 2);

        Assert.Equal("image", batch.GetColumn<byte>(1).Schema.Name);
        Assert.Equal("image", batch.GetColumn<byte>("image").Schema.Name);
        Assert.Equal("vendor", batch.GetStrings(2).Schema.Name);
        Assert.Equal("vendor", batch.GetStrings("vendor").Schema.Name);
    }

    [Fact]
    public void Wrong_name_throws_and_shows_the_columns()
    {
        using var batch = RecordBatch.Rent(s_schema, 2);

        foreach (Action ask in new Action[] { () => batch.GetColumn<float>("Distance"), () => batch.GetStrings("Distance") })
        {
            var error = Assert.Throws<ArgumentException>(ask);
            Assert.Contains("'Distance'", error.Message);
            Assert.Contains("('distance' Float32 [], 'image' UInt8 [2, 3], 'vendor' String [])", error.Message);
        }
    }

    [Fact]
    public void Null_name_throws()
    {
        using var batch = RecordBatch.Rent(s_schema, 2);

        Assert.Throws<ArgumentNullException>(() => batch.GetColumn<float>(null!));
        Assert.Throws<ArgumentNullException>(() => batch.GetStrings(null!));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void Wrong_index_throws_and_shows_the_columns(int index)
    {
        using var batch = RecordBatch.Rent(s_schema, 2);

        foreach (Action ask in new Action[] { () => batch.GetColumn<float>(index), () => batch.GetStrings(index) })
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(ask);
            Assert.Equal(index, error.ActualValue);
            Assert.Contains($"no column {index}", error.Message);
            Assert.Contains("3 columns: ('distance' Float32 [], ", error.Message);
        }
    }

    [Theory]
    [MemberData(nameof(ElementCases.All), MemberType = typeof(ElementCases))]
    public void Only_the_exact_type_is_given<T>(ElementCase<T> element)
        where T : unmanaged
    {
        using var batch = RecordBatch.Rent(new RecordSchema([.. Enum.GetValues<ElementType>().Select(static type => new ColumnSchema($"{type}", type))]), 1);

        foreach (ElementType other in Enum.GetValues<ElementType>())
        {
            if (other == element.Type)
            {
                Assert.Equal(other, batch.GetColumn<T>($"{other}").Schema.Type);
                continue;
            }

            var error = Assert.Throws<ArgumentException>(() => batch.GetColumn<T>($"{other}"));
            Assert.Contains($"'{other}' {other} []", error.Message);
            Assert.Contains($"asked for as {typeof(T).Name}", error.Message);
        }
    }

    [Theory]
    [MemberData(nameof(ElementCases.All), MemberType = typeof(ElementCases))]
    public void Numbers_asked_for_as_strings_throw<T>(ElementCase<T> element)
        where T : unmanaged
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", element.Type)), 1);

        var error = Assert.Throws<ArgumentException>(() => batch.GetStrings("x"));

        Assert.Contains($"'x' {element.Type} []", error.Message);
        Assert.Contains("asked for as String", error.Message);
    }

    [Fact]
    public void Type_that_no_column_holds_throws()
    {
        using var batch = RecordBatch.Rent(s_schema, 2);

        Assert.Contains("System.Decimal", Assert.Throws<ArgumentException>(() => batch.GetColumn<decimal>(0)).Message);
        Assert.Contains("System.Char", Assert.Throws<ArgumentException>(() => batch.GetColumn<char>(0)).Message);
    }

    [Fact]
    public void Default_batch_has_nothing_and_says_so()
    {
        RecordBatch batch = default;
        Action[] uses =
        [
            () => _ = batch.Schema,
            () => _ = batch.RowCount,
            () => batch.GetColumn<float>(0),
            () => batch.GetColumn<float>("x"),
            () => batch.GetStrings(0),
            () => batch.GetStrings("x"),
            () => batch.Slice(0, 0),
            () => batch.Share(),
            () => batch.Share(0, 0),
        ];

        Assert.True(batch.IsDefault);
        foreach (Action use in uses)
        {
            var error = Assert.Throws<InvalidOperationException>(use);
            Assert.Contains("default(RecordBatch)", error.Message);
        }

        batch.Dispose();
        Assert.Equal("default(RecordBatch)", batch.ToString());
        Assert.Equal(default, batch);
    }

    [Fact]
    public void Default_columns_say_that_there_is_no_batch()
    {
        Column<float> column = default;
        StringColumn strings = default;
        Action[] uses =
        [
            () => _ = column.RowCount,
            () => _ = column.Values,
            () => _ = column.Schema,
            () => _ = column[0],
            () => column.GetRow(0),
            () => column.SetMissing(0),
            () => _ = strings.RowCount,
            () => _ = strings.Schema,
            () => strings.IsNull(0),
            () => strings.GetUtf8(0),
            () => strings.GetString(0),
            () => strings.SetNull(0),
            () => strings.SetUtf8(0, "x"u8),
            () => strings.Set(0, "x"),
            () => strings.Set(0, "x".AsSpan()),
        ];

        foreach (Action use in uses) Assert.Contains("default(RecordBatch)", Assert.Throws<InvalidOperationException>(use).Message);
    }

    [Fact]
    public void Equality_is_the_same_rows_of_the_same_use()
    {
        using var batch = RecordBatch.Rent(s_schema, 4);
        using var other = RecordBatch.Rent(s_schema, 4);
        using RecordBatch share = batch.Share();
        RecordBatch copy = batch;

        Assert.True(batch == copy);
        Assert.True(batch.Equals((object)copy));
        Assert.Equal(batch.GetHashCode(), copy.GetHashCode());
        Assert.Equal(batch.Slice(1, 2), batch.Slice(1, 2));
        Assert.True(batch != other);
        Assert.NotEqual(batch, share);
        Assert.NotEqual(batch.Slice(1, 2), batch.Slice(1, 1));
        Assert.NotEqual(batch.Slice(1, 2), batch.Slice(2, 2));
        Assert.False(batch.Equals("batch"));
        Assert.False(batch == default);
    }

    [Fact]
    public void Later_use_of_the_same_memory_is_another_batch()
    {
        var schema = new RecordSchema(new ColumnSchema("x", ElementType.Int32));
        var first = RecordBatch.Rent(schema, 4);
        first.Dispose();
        using var second = RecordBatch.Rent(schema, 4);

        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Text_shows_rows_and_columns()
    {
        var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("distance", ElementType.Float32), new ColumnSchema("vendor", ElementType.String)), 3);

        Assert.Equal("3 rows × ('distance' Float32 [], 'vendor' String [])", batch.ToString());
        Assert.Equal("1 rows × ('distance' Float32 [], 'vendor' String [])", batch.Slice(1, 1).ToString());

        batch.Dispose();
        Assert.Equal("RecordBatch (disposed)", batch.ToString());
    }
}
