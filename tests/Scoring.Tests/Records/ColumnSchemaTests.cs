using Scoring.Records;

namespace Scoring.Tests.Records;

public class ColumnSchemaTests
{
    [Fact]
    public void Shape_left_out_is_scalar() => Assert.Equal(RowShape.Scalar, new ColumnSchema("x", ElementType.Float32).Shape);

    [Fact]
    public void Equal_parts_make_equal_columns()
    {
        var left = new ColumnSchema("x", ElementType.Float32, [2, 3]);
        var right = new ColumnSchema("x", ElementType.Float32, [2, 3]);

        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Fact]
    public void Any_different_part_makes_columns_differ()
    {
        var column = new ColumnSchema("x", ElementType.Float32, [2, 3]);

        Assert.NotEqual(column, column with { Name = "y" });
        Assert.NotEqual(column, column with { Type = ElementType.Float64 });
        Assert.NotEqual(column, column with { Shape = [3, 2] });
    }

    [Fact]
    public void Names_are_compared_ordinally() =>
        Assert.NotEqual(new ColumnSchema("caf\u00E9", ElementType.Int8), new ColumnSchema("cafe\u0301", ElementType.Int8));

    [Theory]
    [InlineData("distance", ElementType.Float32, new int[] { }, "'distance' Float32 []")]
    [InlineData("", ElementType.String, new[] { 2 }, "'' String [2]")]
    [InlineData("image", ElementType.UInt8, new[] { 3, RowShape.Any }, "'image' UInt8 [3, ?]")]
    public void Text_shows_name_type_and_shape(string name, ElementType type, int[] shape, string expected) =>
        Assert.Equal(expected, new ColumnSchema(name, type, RowShape.Create(shape)).ToString());
}
