using System.Numerics;
using System.Runtime.CompilerServices;
using Scoring.Records;

namespace Scoring.Tests.Records;

public class ElementTypesTests
{
    [Theory]
    [MemberData(nameof(ElementCases.All), MemberType = typeof(ElementCases))]
    public void Size_is_that_of_the_type<T>(ElementCase<T> element)
        where T : unmanaged
    {
        Assert.Equal(element.Type, ElementTypes.Of<T>());
        Assert.Equal(Unsafe.SizeOf<T>(), ElementTypes.SizeOf(element.Type));
    }

    [Fact]
    public void Cases_cover_every_fixed_element_type()
    {
        ElementType[] covered = [.. ElementCases.Types.Select(static element => element.Type)];

        Assert.Equal(Enum.GetValues<ElementType>().Where(static t => t != ElementType.String), covered.Order());
    }

    [Fact]
    public void Type_that_no_column_holds_throws_and_lists_what_it_holds()
    {
        Assert.Contains("System.Decimal", Assert.Throws<ArgumentException>(static () => ElementTypes.Of<decimal>()).Message);
        Assert.Contains("Half", Assert.Throws<ArgumentException>(static () => ElementTypes.Of<char>()).Message);
        Assert.Throws<ArgumentException>(static () => ElementTypes.Of<nint>());
        Assert.Throws<ArgumentException>(static () => ElementTypes.Of<Complex>());
        Assert.Throws<ArgumentException>(static () => ElementTypes.Of<ElementType>());
        Assert.Throws<ArgumentException>(static () => ElementTypes.Of<float?>());
    }

    [Fact]
    public void Floating_and_numeric_types_are_told_apart()
    {
        Assert.Equal(
            [ElementType.Float32, ElementType.Float64, ElementType.Float16],
            Enum.GetValues<ElementType>().Where(ElementTypes.IsFloating));
        Assert.Equal([ElementType.Boolean, ElementType.String], Enum.GetValues<ElementType>().Where(static t => !ElementTypes.IsNumeric(t)));
    }
}
