using FsCheck;
using FsCheck.Fluent;
using Scoring.Records;

namespace Scoring.Tests.Records;

public class RowShapeTests
{
    /// <summary>Small shapes of rank 0 to 4, with and without unknown dimensions, so that pairs are often related.</summary>
    private static readonly Gen<int[]> s_dimensions =
        from rank in Gen.Choose(0, 4)
        from dimensions in Gen.Choose(-1, 4).ArrayOf(rank)
        select dimensions;

    [Fact]
    public void Default_is_the_scalar()
    {
        RowShape shape = default;

        Assert.Equal(RowShape.Scalar, shape);
        Assert.Equal(0, shape.Rank);
        Assert.Equal(1, shape.ElementCount);
        Assert.True(shape.Dimensions.IsEmpty);
        Assert.True(shape.IsFixed);
    }

    [Fact]
    public void Empty_collection_expression_is_the_scalar()
    {
        RowShape shape = [];

        Assert.Equal(RowShape.Scalar, shape);
        Assert.Equal(RowShape.Scalar.GetHashCode(), shape.GetHashCode());
    }

    [Fact]
    public void Collection_expression_keeps_dimensions_in_order()
    {
        RowShape shape = [1, 28, 32];

        Assert.Equal([1, 28, 32], shape.Dimensions.ToArray());
        Assert.Equal(3, shape.Rank);
        Assert.Equal(896, shape.ElementCount);
    }

    [Fact]
    public void Create_copies_its_dimensions()
    {
        int[] dimensions = [2, 3];
        var shape = RowShape.Create(dimensions);

        dimensions[0] = 7;

        Assert.Equal([2, 3], shape.Dimensions.ToArray());
    }

    [Fact]
    public void Enumeration_gives_the_dimensions()
    {
        var seen = new List<int>();
        RowShape shape = [4, 5, RowShape.Any];

        foreach (int dimension in shape) seen.Add(dimension);

        Assert.Equal([4, 5, -1], seen);
    }

    [Theory]
    [InlineData(new int[] { }, 1)]
    [InlineData(new[] { 1 }, 1)]
    [InlineData(new[] { 20 }, 20)]
    [InlineData(new[] { 0 }, 0)]
    [InlineData(new[] { 3, 0, 5 }, 0)]
    [InlineData(new[] { 2, 3, 4, 5 }, 120)]
    [InlineData(new[] { int.MaxValue }, int.MaxValue)]
    [InlineData(new[] { RowShape.Any }, RowShape.Any)]
    [InlineData(new[] { RowShape.Any, 28 }, RowShape.Any)]
    [InlineData(new[] { 0, RowShape.Any }, RowShape.Any)]
    public void Element_count_is_the_product_or_unknown(int[] dimensions, int expected)
    {
        var shape = RowShape.Create(dimensions);

        Assert.Equal(expected, shape.ElementCount);
        Assert.Equal(!dimensions.Contains(RowShape.Any), shape.IsFixed);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(int.MinValue)]
    public void Create_with_a_dimension_below_any_throws(int dimension)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => RowShape.Create(2, dimension));

        Assert.Equal(dimension, error.ActualValue);
        Assert.Contains("-1", error.Message);
    }

    [Theory]
    [InlineData(new[] { 65536, 32768 })]
    [InlineData(new[] { int.MaxValue, 2 })]
    [InlineData(new[] { int.MaxValue, int.MaxValue, int.MaxValue })]
    [InlineData(new[] { int.MaxValue, RowShape.Any, 2 })]
    public void Create_with_more_elements_than_an_int_counts_throws(int[] dimensions)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => RowShape.Create(dimensions));

        Assert.Contains("2147483647", error.Message);
    }

    [Theory]
    [InlineData(new[] { int.MaxValue })]
    [InlineData(new[] { int.MaxValue, 1, 1 })]
    [InlineData(new[] { RowShape.Any, int.MaxValue })]
    [InlineData(new[] { 65536, 32767 })]
    public void Create_at_the_limit_succeeds(int[] dimensions) => Assert.Equal(dimensions, RowShape.Create(dimensions).Dimensions.ToArray());

    [Fact]
    public void Shapes_are_equal_exactly_when_their_dimensions_are() => Properties.Check(Gen.Two(s_dimensions), static pair =>
    {
        var (left, right) = (RowShape.Create(pair.Item1), RowShape.Create(pair.Item2));
        bool same = pair.Item1.AsSpan().SequenceEqual(pair.Item2);

        Assert.Equal(same, left == right);
        Assert.Equal(!same, left != right);
        Assert.Equal(same, left.Equals((object)right));
        Assert.True(!same || left.GetHashCode() == right.GetHashCode());
    });

    [Fact]
    public void Equals_with_something_else_is_false()
    {
        RowShape shape = [3];

        Assert.False(shape.Equals(null));
        Assert.False(shape.Equals("[3]"));
    }

    [Theory]
    [InlineData(new int[] { }, new int[] { }, true)]
    [InlineData(new int[] { }, new[] { 1 }, true)]
    [InlineData(new int[] { }, new[] { 1, 1 }, true)]
    [InlineData(new int[] { }, new[] { RowShape.Any }, true)]
    [InlineData(new int[] { }, new[] { 2 }, false)]
    [InlineData(new int[] { }, new[] { RowShape.Any, RowShape.Any }, false)]
    [InlineData(new[] { 1 }, new int[] { }, true)]
    [InlineData(new[] { 1, 1 }, new int[] { }, true)]
    [InlineData(new[] { 2 }, new int[] { }, false)]
    [InlineData(new[] { 784 }, new[] { 784 }, true)]
    [InlineData(new[] { 784 }, new[] { 1, 28, 28 }, true)]
    [InlineData(new[] { 784 }, new[] { RowShape.Any }, true)]
    [InlineData(new[] { 784 }, new[] { 785 }, false)]
    [InlineData(new[] { 784 }, new[] { 1, RowShape.Any, 28 }, false)]
    [InlineData(new[] { 1, 28, 28 }, new[] { 1, 28, 28 }, true)]
    [InlineData(new[] { 1, 28, 28 }, new[] { 1, RowShape.Any, RowShape.Any }, true)]
    [InlineData(new[] { 1, 28, 28 }, new[] { RowShape.Any, 28, 28 }, true)]
    [InlineData(new[] { 1, 28, 28 }, new[] { 3, RowShape.Any, RowShape.Any }, false)]
    [InlineData(new[] { 1, 28, 28 }, new[] { RowShape.Any, RowShape.Any }, false)]
    [InlineData(new[] { 1, 28, 28 }, new[] { 784 }, false)]
    [InlineData(new[] { 28, 1, 28 }, new[] { 1, 28, 28 }, false)]
    [InlineData(new[] { 0 }, new[] { 0, 3 }, true)]
    [InlineData(new[] { 0 }, new[] { 3 }, false)]
    public void Column_feeds_what_a_model_declares(int[] column, int[] declared, bool expected) =>
        Assert.Equal(expected, RowShape.Create(column).Feeds(RowShape.Create(declared)));

    [Fact]
    public void Feeds_follows_the_three_rules() => Properties.Check(Gen.Two(s_dimensions), static pair =>
    {
        int[] column = [.. pair.Item1.Select(Math.Abs)];
        int[] declared = pair.Item2;
        bool sameRank = column.Length == declared.Length;
        bool dimensionsFit = sameRank && column.Zip(declared).All(static d => d.Second == RowShape.Any || d.First == d.Second);
        bool sameElements = !declared.Contains(RowShape.Any) && column.Aggregate(1, static (a, b) => a * b) == declared.Aggregate(1, static (a, b) => a * b);
        bool isFlat = column.Length <= 1 || column.All(static d => d == 1);
        bool scalarToVector = column.Length == 0 && declared is [RowShape.Any];

        Assert.Equal(dimensionsFit || (sameElements && isFlat) || scalarToVector, RowShape.Create(column).Feeds(RowShape.Create(declared)));
    }, tests: 2000);

    [Theory]
    [InlineData(new int[] { }, "[]")]
    [InlineData(new[] { 20 }, "[20]")]
    [InlineData(new[] { 1, 28, 28 }, "[1, 28, 28]")]
    [InlineData(new[] { RowShape.Any, 0 }, "[?, 0]")]
    public void Text_shows_the_dimensions(int[] dimensions, string expected) => Assert.Equal(expected, RowShape.Create(dimensions).ToString());
}
