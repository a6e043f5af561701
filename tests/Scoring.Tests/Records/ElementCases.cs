using Scoring.Records;

namespace Scoring.Tests.Records;

/// <summary>Every fixed-size element type, alone and with row shapes of rank 0 to 4.</summary>
public static class ElementCases
{
    private static readonly int[][] s_shapes = [[], [3], [2, 5], [1, 4, 4], [2, 1, 3, 7]];

    public static IReadOnlyList<IElementCase> Types { get; } =
    [
        new ElementCase<float>(ElementType.Float32),
        new ElementCase<double>(ElementType.Float64),
        new ElementCase<Half>(ElementType.Float16),
        new ElementCase<sbyte>(ElementType.Int8),
        new ElementCase<short>(ElementType.Int16),
        new ElementCase<int>(ElementType.Int32),
        new ElementCase<long>(ElementType.Int64),
        new ElementCase<byte>(ElementType.UInt8),
        new ElementCase<ushort>(ElementType.UInt16),
        new ElementCase<uint>(ElementType.UInt32),
        new ElementCase<ulong>(ElementType.UInt64),
        new ElementCase<bool>(ElementType.Boolean),
    ];

    public static IEnumerable<TheoryDataRow> All => Types.Select(static element => new TheoryDataRow(element));

    /// <summary>Integers and bool, which have no value to spare for missing.</summary>
    public static IEnumerable<TheoryDataRow> NeverMissing =>
        from element in Types
        where element.Type is not (ElementType.Float16 or ElementType.Float32 or ElementType.Float64)
        select new TheoryDataRow(element);

    public static IEnumerable<TheoryDataRow> AllWithShapes =>
        from element in Types
        from shape in s_shapes
        select new TheoryDataRow(element, shape);
}
