using Scoring.Bindings;
using Scoring.Records;

namespace Scoring.Tests.Bindings;

public class BindingColumnTests
{
    [Fact]
    public void Name_alone_is_a_column_of_any_type_and_shape()
    {
        BindingColumn column = "distance";

        Assert.Equal(new BindingColumn("distance", null, null), column);
        Assert.Equal(column, BindingColumn.FromString("distance"));
        Assert.Equal("'distance' any type any shape", column.ToString());
    }

    [Fact]
    public void Text_shows_name_type_and_shape() =>
        Assert.Equal("'image' UInt8 [28, ?]", new BindingColumn("image", ElementType.UInt8, [28, RowShape.Any]).ToString());
}
