using Scoring.Records;

namespace Scoring.Tests.Records;

public class ColumnValuesTests
{
    [Fact]
    public void Values_show_their_schema_and_rows()
    {
        var values = ColumnValues.Of("x", new float[12], [2, 3]);

        Assert.Equal(new ColumnSchema("x", ElementType.Float32, [2, 3]), values.Schema);
        Assert.Equal(2, values.RowCount);
    }

    [Fact]
    public void Values_that_may_be_missing_are_scalars()
    {
        var values = ColumnValues.Of("x", new Half?[3]);

        Assert.Equal(new ColumnSchema("x", ElementType.Float16), values.Schema);
        Assert.Equal(3, values.RowCount);
    }

    [Fact]
    public void Strings_are_a_string_column()
    {
        var values = ColumnValues.Of("x", new string?[4], [2]);

        Assert.Equal(new ColumnSchema("x", ElementType.String, [2]), values.Schema);
        Assert.Equal(2, values.RowCount);
    }

    [Fact]
    public void Null_values_throw()
    {
        Assert.Equal("values", Assert.Throws<ArgumentNullException>(static () => ColumnValues.Of("x", (float[])null!)).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentNullException>(static () => ColumnValues.Of("x", (float?[])null!)).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentNullException>(static () => ColumnValues.Of("x", (string[])null!)).ParamName);
    }

    [Fact]
    public void Type_that_no_column_holds_throws()
    {
        Assert.Contains("System.Decimal", Assert.Throws<ArgumentException>(static () => ColumnValues.Of("x", new decimal[1])).Message);
        Assert.Contains("System.Char", Assert.Throws<ArgumentException>(static () => ColumnValues.Of("x", new char?[1])).Message);
    }
}
