using Scoring.Records;

namespace Scoring.Tests.Records;

public class RecordBatchFromTests
{
    [Theory]
    [MemberData(nameof(ElementCases.All), MemberType = typeof(ElementCases))]
    public void FromRows_copies_jagged_rows<T>(ElementCase<T> element)
        where T : unmanaged
    {
        T[][] rows = [element.Values(5), [.. element.Values(10).Skip(5)], [.. element.Values(15).Skip(10)]];

        using var batch = RecordBatch.FromRows(rows, "features");

        Assert.Equal(new ColumnSchema("features", element.Type, [5]), Assert.Single(batch.Schema.Columns));
        Assert.Equal(Memory.Bytes(element.Values(15)), Memory.Bytes(batch.GetColumn<T>("features").Values));
    }

    [Fact]
    public void FromRows_does_not_see_later_changes_of_its_arrays()
    {
        float[][] rows = [[1, 2], [3, 4]];
        using var batch = RecordBatch.FromRows(rows);

        rows[1][0] = 9;

        Assert.Equal([1f, 2f, 3f, 4f], batch.GetColumn<float>(0).Values.ToArray());
        Assert.Equal("", batch.Schema.Columns[0].Name);
    }

    [Fact]
    public void FromRows_of_no_rows_or_no_elements_is_an_empty_batch()
    {
        using var none = RecordBatch.FromRows<float>([]);
        using var empty = RecordBatch.FromRows<float>([[], []]);

        Assert.Equal(0, none.RowCount);
        Assert.Equal(2, empty.RowCount);
        Assert.True(empty.GetColumn<float>(0).Values.IsEmpty);
    }

    [Fact]
    public void FromRows_of_unequal_rows_throws_and_shows_both_lengths()
    {
        var error = Assert.Throws<ArgumentException>(static () => RecordBatch.FromRows<float>([[1, 2, 3], [1, 2, 3], [1, 2]], "features"));

        Assert.Contains("Row 2 of column 'features' has 2 values; row 0 has 3", error.Message);
    }

    [Fact]
    public void FromRows_of_null_throws_and_shows_the_row()
    {
        Assert.Throws<ArgumentNullException>(static () => RecordBatch.FromRows<float>(null!));
        foreach (float[][] rows in new float[][][] { [null!, [1]], [[1], null!] })
        {
            var error = Assert.Throws<ArgumentException>(() => RecordBatch.FromRows(rows, "features"));
            Assert.Contains($"Row {Array.IndexOf(rows, null)} of column 'features' is null", error.Message);
        }
    }

    [Fact]
    public void FromRows_of_a_type_that_no_column_holds_throws() =>
        Assert.Contains("System.Decimal", Assert.Throws<ArgumentException>(static () => RecordBatch.FromRows<decimal>([[1m]])).Message);

    [Theory]
    [MemberData(nameof(ElementCases.AllWithShapes), MemberType = typeof(ElementCases))]
    public void FromValues_copies_row_major_values<T>(ElementCase<T> element, int[] shape)
        where T : unmanaged
    {
        var rowShape = RowShape.Create(shape);
        T[] values = element.Values(4 * rowShape.ElementCount);

        using var batch = RecordBatch.FromValues<T>(values, rowShape, "x");
        values[0] = element.ValueAt(1);

        Assert.Equal(4, batch.RowCount);
        Assert.Equal(new ColumnSchema("x", element.Type, rowShape), Assert.Single(batch.Schema.Columns));
        Assert.Equal(Memory.Bytes(element.Values(4 * rowShape.ElementCount)), Memory.Bytes(batch.GetColumn<T>("x").Values));
    }

    [Fact]
    public void FromValues_takes_a_part_of_an_array_and_makes_scalars_by_default()
    {
        double[] values = [1, 2, 3, 4, 5];

        using var batch = RecordBatch.FromValues<double>(values.AsSpan(1, 3));

        Assert.Equal("3 rows × ('' Float64 [])", batch.ToString());
        Assert.Equal([2d, 3d, 4d], batch.GetColumn<double>(0).Values.ToArray());
    }

    [Theory]
    [InlineData(7, new[] { 3 }, 3)]
    [InlineData(1, new[] { 2, 2 }, 4)]
    [InlineData(1, new[] { 0 }, 0)]
    [InlineData(4, new[] { RowShape.Any }, -1)]
    public void FromValues_of_a_part_of_a_row_throws_and_shows_both_counts(int count, int[] shape, int perRow)
    {
        var error = Assert.Throws<ArgumentException>(() => RecordBatch.FromValues<float>(new float[count], RowShape.Create(shape), "x"));
        var columnError = Assert.Throws<ArgumentException>(() => ColumnValues.Of("x", new float[count], RowShape.Create(shape)));
        var stringError = Assert.Throws<ArgumentException>(() => ColumnValues.Of("x", new string[count], RowShape.Create(shape)));

        foreach (string message in new[] { error.Message, columnError.Message, stringError.Message })
        {
            Assert.Contains($"Column 'x' was given {count} values", message);
            Assert.Contains($"shape {RowShape.Create(shape)} ({perRow} values each)", message);
        }
    }

    [Fact]
    public void FromValues_of_no_values_is_an_empty_batch()
    {
        using var batch = RecordBatch.FromValues<int>([], [2, 3]);

        Assert.Equal("0 rows × ('' Int32 [2, 3])", batch.ToString());
    }

    [Fact]
    public void FromValues_with_an_unknown_dimension_throws() =>
        Assert.Contains("unknown dimension", Assert.Throws<ArgumentException>(static () => RecordBatch.FromValues<int>([], [RowShape.Any])).Message);

    [Fact]
    public void FromColumns_copies_every_column()
    {
        using var batch = RecordBatch.FromColumns(
            ColumnValues.Of("distance", new[] { 1.5f, 2.5f }),
            ColumnValues.Of("pixels", new byte[] { 1, 2, 3, 4, 5, 6 }, [3]),
            ColumnValues.Of("fare", new double?[] { null, 7 }),
            ColumnValues.Of("riders", new int?[] { 1, 2 }),
            ColumnValues.Of("vendor", [null, "é"]),
            ColumnValues.Of("tags", ["a", null, "", "d"], [2]));

        Assert.Equal(
            "2 rows × ('distance' Float32 [], 'pixels' UInt8 [3], 'fare' Float64 [], 'riders' Int32 [], 'vendor' String [], 'tags' String [2])",
            batch.ToString());
        Assert.Equal([1.5f, 2.5f], batch.GetColumn<float>("distance").Values.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], batch.GetColumn<byte>("pixels").Values.ToArray());
        Assert.Equal([double.NaN, 7], batch.GetColumn<double>("fare").Values.ToArray());
        Assert.Equal([1, 2], batch.GetColumn<int>("riders").Values.ToArray());
        Assert.Equal([null, "é"], Enumerable.Range(0, 2).Select(i => batch.GetStrings("vendor").GetString(i)));
        Assert.Equal(["a", null, "", "d"], Enumerable.Range(0, 4).Select(i => batch.GetStrings("tags").GetString(i / 2, i % 2)));
    }

    [Theory]
    [MemberData(nameof(ElementCases.All), MemberType = typeof(ElementCases))]
    public void FromColumns_of_values_that_may_be_missing_copies_those_that_are_there<T>(ElementCase<T> element)
        where T : unmanaged
    {
        T?[] values = [.. element.Values(4).Select(static value => (T?)value)];

        using var batch = RecordBatch.FromColumns(ColumnValues.Of("x", values));

        Assert.Equal(Memory.Bytes(element.Values(4)), Memory.Bytes(batch.GetColumn<T>("x").Values));
    }

    [Theory]
    [MemberData(nameof(ElementCases.NeverMissing), MemberType = typeof(ElementCases))]
    public void FromColumns_of_a_missing_integer_or_bool_throws_and_shows_the_row<T>(ElementCase<T> element)
        where T : unmanaged
    {
        var error = Assert.Throws<ArgumentException>(() => RecordBatch.FromColumns(ColumnValues.Of("n", new T?[] { element.ValueAt(0), null })));

        Assert.Contains($"Row 1 of column 'n' {element.Type} [] is missing", error.Message);
        Assert.Contains("Float32 or Float64", error.Message);
    }

    [Fact]
    public void FromColumns_that_fails_gives_its_memory_back()
    {
        using (RecordBatch.FromColumns(ColumnValues.Of("gives its memory back", new int?[] { 1, 2 })))
        {
        }

        RecordSchema schema = RecordSchemaCache.Get(new ColumnSchema("gives its memory back", ElementType.Int32));
        var before = RecordBatch.Rent(schema, 2);
        nint address = Memory.Of(before);
        before.Dispose();

        Assert.Throws<ArgumentException>(static () => RecordBatch.FromColumns(ColumnValues.Of("gives its memory back", new int?[] { 1, null })));

        using var after = RecordBatch.Rent(schema, 2);
        Assert.Equal(address, Memory.Of(after));
    }

    [Fact]
    public void FromColumns_of_unequal_lengths_throws_and_shows_both()
    {
        var error = Assert.Throws<ArgumentException>(static () => RecordBatch.FromColumns(
            ColumnValues.Of("distance", new float[3]),
            ColumnValues.Of("vendor", new string?[2])));

        Assert.Contains("'vendor' String [] has 2 rows", error.Message);
        Assert.Contains("'distance' Float32 [] has 3", error.Message);
    }

    [Fact]
    public void FromColumns_of_one_name_twice_throws() => Assert.Contains(
        "'x' (columns 0 and 1)",
        Assert.Throws<ArgumentException>(static () => RecordBatch.FromColumns(ColumnValues.Of("x", new int[1]), ColumnValues.Of("x", new float[1]))).Message);

    [Fact]
    public void FromColumns_of_no_column_throws() => Assert.Throws<ArgumentException>(static () => RecordBatch.FromColumns());

    [Fact]
    public void FromColumns_of_null_throws() =>
        Assert.Throws<ArgumentNullException>(static () => RecordBatch.FromColumns(ColumnValues.Of("x", new int[1]), null!));

    [Fact]
    public void Batches_made_from_equal_columns_share_their_memory()
    {
        var first = RecordBatch.FromRows<float>([[1, 2, 3]], "shares its memory");
        nint address = Memory.Of(first);
        first.Dispose();

        using var second = RecordBatch.FromRows<float>([[4, 5, 6]], "shares its memory");

        Assert.Equal(address, Memory.Of(second));
    }
}
