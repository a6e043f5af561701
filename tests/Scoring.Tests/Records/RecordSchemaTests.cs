using Scoring.Records;

namespace Scoring.Tests.Records;

public class RecordSchemaTests
{
    private static readonly ColumnSchema s_distance = new("distance", ElementType.Float32);
    private static readonly ColumnSchema s_vendor = new("vendor", ElementType.String);

    [Fact]
    public void Schema_keeps_its_columns_in_order()
    {
        var schema = new RecordSchema(s_vendor, s_distance);

        Assert.Equal([s_vendor, s_distance], schema.Columns);
        Assert.Equal(0, schema.IndexOf("vendor"));
        Assert.Equal(1, schema.IndexOf("distance"));
    }

    [Fact]
    public void Schema_does_not_see_later_changes_of_its_array()
    {
        ColumnSchema[] columns = [s_distance];
        var schema = new RecordSchema(columns);

        columns[0] = s_vendor;

        Assert.Equal(s_distance, Assert.Single(schema.Columns));
    }

    [Theory]
    [InlineData("Distance")]
    [InlineData("")]
    [InlineData("distance ")]
    public void IndexOf_an_unknown_name_is_minus_one(string name) => Assert.Equal(-1, new RecordSchema(s_distance, s_vendor).IndexOf(name));

    [Fact]
    public void IndexOf_null_throws() => Assert.Throws<ArgumentNullException>(() => new RecordSchema(s_distance).IndexOf(null!));

    [Fact]
    public void Names_that_differ_only_in_case_are_different_columns()
    {
        var schema = new RecordSchema(new ColumnSchema("a", ElementType.Int8), new ColumnSchema("A", ElementType.Int8));

        Assert.Equal(1, schema.IndexOf("A"));
    }

    [Fact]
    public void No_column_throws()
    {
        var error = Assert.Throws<ArgumentException>(static () => new RecordSchema());

        Assert.Contains("at least one column", error.Message);
    }

    [Fact]
    public void Null_column_throws() => Assert.Throws<ArgumentNullException>(() => new RecordSchema(s_distance, null!));

    [Fact]
    public void Null_name_throws() => Assert.Throws<ArgumentNullException>(() => new RecordSchema(new ColumnSchema(null!, ElementType.Int8)));

    [Fact]
    public void Duplicate_name_throws_and_names_both_columns()
    {
        var error = Assert.Throws<ArgumentException>(() => new RecordSchema(s_distance, s_vendor, s_distance with { Type = ElementType.Int64 }));

        Assert.Contains("'distance'", error.Message);
        Assert.Contains("columns 0 and 2", error.Message);
    }

    [Fact]
    public void Unknown_dimension_throws_and_shows_the_column()
    {
        var error = Assert.Throws<ArgumentException>(() => new RecordSchema(s_distance, new ColumnSchema("image", ElementType.UInt8, [3, RowShape.Any])));

        Assert.Contains("'image' UInt8 [3, ?]", error.Message);
    }

    [Fact]
    public void Equal_columns_make_equal_schemas()
    {
        var left = new RecordSchema(s_distance, new ColumnSchema("x", ElementType.Int8, [2]));
        var right = new RecordSchema(new ColumnSchema("distance", ElementType.Float32), new ColumnSchema("x", ElementType.Int8, [2]));

        Assert.True(left.Equals(right));
        Assert.True(left.Equals((object)right));
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Fact]
    public void Any_difference_makes_schemas_differ()
    {
        var schema = new RecordSchema(s_distance, s_vendor);

        Assert.False(schema.Equals(new RecordSchema(s_vendor, s_distance)));
        Assert.False(schema.Equals(new RecordSchema(s_distance)));
        Assert.False(schema.Equals(new RecordSchema(s_distance, s_vendor, new ColumnSchema("x", ElementType.Int8))));
        Assert.False(schema.Equals(new RecordSchema(s_distance, s_vendor with { Shape = [1] })));
        Assert.False(schema.Equals(null));
        Assert.False(schema.Equals("schema"));
    }

    [Fact]
    public void Text_shows_every_column() => Assert.Equal("('distance' Float32 [], 'vendor' String [])", new RecordSchema(s_distance, s_vendor).ToString());
}
