using Scoring.Records;

namespace Scoring.Tests.Records;

public class ColumnTests
{
    [Theory]
    [MemberData(nameof(ElementCases.AllWithShapes), MemberType = typeof(ElementCases))]
    public void Values_written_are_read_bit_for_bit<T>(ElementCase<T> element, int[] shape)
        where T : unmanaged
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", element.Type, RowShape.Create(shape))), 6);
        Column<T> column = batch.GetColumn<T>("x");
        int perRow = column.Schema.Shape.ElementCount;
        T[] values = element.Values(6 * perRow);

        values.CopyTo(column.Values);

        Assert.Equal(Memory.Bytes(values), Memory.Bytes(batch.GetColumn<T>(0).Values));
        for (int row = 0; row < 6; row++)
        {
            Assert.Equal(Memory.Bytes(values[(row * perRow)..((row + 1) * perRow)]), Memory.Bytes(column.GetRow(row)));
        }
    }

    [Theory]
    [MemberData(nameof(ElementCases.AllWithShapes), MemberType = typeof(ElementCases))]
    public void Rows_written_one_by_one_are_read_as_a_whole<T>(ElementCase<T> element, int[] shape)
        where T : unmanaged
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", element.Type, RowShape.Create(shape))), 6);
        Column<T> column = batch.GetColumn<T>("x");
        int perRow = column.Schema.Shape.ElementCount;
        T[] values = element.Values(6 * perRow);

        for (int row = 5; row >= 0; row--) values.AsSpan(row * perRow, perRow).CopyTo(column.GetRow(row));

        Assert.Equal(Memory.Bytes(values), Memory.Bytes(column.Values));
    }

    [Theory]
    [MemberData(nameof(ElementCases.All), MemberType = typeof(ElementCases))]
    public void Scalars_are_written_and_read_by_row<T>(ElementCase<T> element)
        where T : unmanaged
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", element.Type)), 6);
        Column<T> column = batch.GetColumn<T>("x");

        for (int row = 0; row < 6; row++) column[row] = element.ValueAt(row);

        Assert.Equal(Memory.Bytes(element.Values(6)), Memory.Bytes(column.Values));
        for (int row = 0; row < 6; row++) Assert.Equal(element.ValueAt(row), column[row]);
    }

    [Theory]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 1, 1, 1 })]
    public void One_element_per_row_counts_as_a_scalar(int[] shape)
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", ElementType.Int32, RowShape.Create(shape))), 2);
        Column<int> column = batch.GetColumn<int>("x");

        column[1] = 42;

        Assert.Equal(42, column.Values[1]);
    }

    [Theory]
    [InlineData(new[] { 3 }, 3)]
    [InlineData(new[] { 2, 2 }, 4)]
    [InlineData(new[] { 0 }, 0)]
    public void Vector_asked_for_as_a_scalar_throws_and_shows_the_shape(int[] shape, int elements)
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", ElementType.Int32, RowShape.Create(shape))), 2);
        Column<int> column = batch.GetColumn<int>("x");

        var error = Assert.Throws<InvalidOperationException>(() => column[0]);

        Assert.Contains($"'x' Int32 {RowShape.Create(shape)} has {elements} elements per row", error.Message);
        Assert.Contains("one value per row", error.Message);
        Assert.Contains("GetRow", error.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Row_out_of_range_throws_and_shows_the_rows(int row)
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", ElementType.Float32), new ColumnSchema("n", ElementType.Int64)), 3);
        Column<float> column = batch.GetColumn<float>("x");
        Column<long> integers = batch.GetColumn<long>("n");

        foreach (Action use in new Action[] { () => _ = column[row], () => column.GetRow(row), () => column.SetMissing(row) })
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(use);
            Assert.Equal(row, error.ActualValue);
            Assert.Contains("'x' Float32 [] has rows 0 to 2", error.Message);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => integers.SetMissing(row));
    }

    [Fact]
    public void Row_of_a_batch_without_rows_throws_and_says_so()
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", ElementType.Float32), new ColumnSchema("s", ElementType.String)), 0);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => batch.GetColumn<float>("x")[0]);
        var stringError = Assert.Throws<ArgumentOutOfRangeException>(() => batch.GetStrings("s").IsNull(0));

        Assert.Contains("'x' Float32 [] has no rows", error.Message);
        Assert.Contains("'s' String [] has no rows", stringError.Message);
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.Float16)]
    public void Missing_in_a_floating_column_is_NaN_in_every_element_of_the_row(ElementType type)
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", type, [2])), 3);

        Assert.Equal(
            [false, false, true, true, false, false],
            type switch
            {
                ElementType.Float32 => SetMiddleMissing(batch, 1f).Select(float.IsNaN),
                ElementType.Float64 => SetMiddleMissing(batch, 1d).Select(double.IsNaN),
                _ => SetMiddleMissing(batch, (Half)1).Select(Half.IsNaN),
            });
    }

    [Theory]
    [MemberData(nameof(ElementCases.NeverMissing), MemberType = typeof(ElementCases))]
    public void Missing_in_an_integer_or_bool_column_throws_and_changes_nothing<T>(ElementCase<T> element)
        where T : unmanaged
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", element.Type)), 3);
        Column<T> column = batch.GetColumn<T>("x");
        element.Values(3).CopyTo(column.Values);

        var error = Assert.Throws<ArgumentException>(() => column.SetMissing(1));

        Assert.Contains($"Row 1 of column 'x' {element.Type} [] is missing", error.Message);
        Assert.Contains($"a column of {element.Type} cannot hold missing values", error.Message);
        Assert.Equal(Memory.Bytes(element.Values(3)), Memory.Bytes(column.Values));
    }

    [Fact]
    public void Text_shows_column_and_rows_and_never_throws()
    {
        var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", ElementType.Float32, [2])), 3);
        Column<float> column = batch.GetColumn<float>("x");
        Column<float> slice = batch.Slice(1, 1).GetColumn<float>("x");

        Assert.Equal("'x' Float32 [2] × 3 rows", column.ToString());
        Assert.Equal("'x' Float32 [2] × 1 rows", slice.ToString());

        batch.Dispose();
        Assert.Equal("'x' Float32 [2] (disposed)", column.ToString());
        Assert.Equal("'x' Float32 [2] (disposed)", slice.ToString());
        Assert.Equal("default(Column)", default(Column<float>).ToString());
    }

    private static T[] SetMiddleMissing<T>(RecordBatch batch, T other)
        where T : unmanaged
    {
        Column<T> column = batch.GetColumn<T>(0);
        column.Values.Fill(other);
        column.SetMissing(1);
        return column.Values.ToArray();
    }
}
