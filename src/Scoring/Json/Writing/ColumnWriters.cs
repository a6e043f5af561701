using System.Runtime.Intrinsics;
using Scoring.Json.Writing.Vectors;
using Scoring.Records;

namespace Scoring.Json.Writing;

/// <summary>Chooses what writes a column.</summary>
internal static class ColumnWriters
{
    /// <summary>The best that this hardware has.</summary>
    public static Tier Best { get; } = Vector512Tier.IsSupported ? Tier.Vector512 : Vector128.IsHardwareAccelerated ? Tier.Vector128 : Tier.Portable;

    public static ColumnWriter Create(ElementType type, Tier tier) => type switch
    {
        ElementType.Float32 => CreateFloat32(tier),
        ElementType.Float64 => CreateFloat64(tier),
        ElementType.Float16 => new NumberColumnWriter<Half, Float16Text>(),
        ElementType.Int8 => CreateInteger<sbyte>(tier),
        ElementType.Int16 => CreateInteger<short>(tier),
        ElementType.Int32 => CreateInteger<int>(tier),
        ElementType.Int64 => CreateInteger<long>(tier),
        ElementType.UInt8 => CreateInteger<byte>(tier),
        ElementType.UInt16 => CreateInteger<ushort>(tier),
        ElementType.UInt32 => CreateInteger<uint>(tier),
        ElementType.UInt64 => CreateInteger<ulong>(tier),
        ElementType.Boolean => new NumberColumnWriter<bool, BooleanText>(),
        _ => tier == Tier.Portable ? new StringColumnWriter() : new StringVectorColumnWriter(),
    };

    private static NumberColumnWriter<float, Float32Text> CreateFloat32(Tier tier) => tier switch
    {
        Tier.Vector512 => new VectorColumnWriter<float, Float32Text, BlockText<float, Float32Blocks512, VectorText<float, Float32Text, Float32Digits>, VectorText<float, Float32Text, Float32Digits>>>(),
        Tier.Vector128 => new VectorColumnWriter<float, Float32Text, BlockText<float, Float32Blocks128, VectorText<float, Float32Text, Float32Digits>, VectorText<float, Float32Text, Float32Digits>>>(),
        _ => new NumberColumnWriter<float, Float32Text>(),
    };

    private static NumberColumnWriter<double, Float64Text> CreateFloat64(Tier tier) => tier switch
    {
        Tier.Vector512 => new VectorColumnWriter<double, Float64Text, BlockText<double, Float64Blocks512, VectorText<double, Float64Text, Float64Digits>, VectorText<double, Float64Text, Float64LongDigits>>>(),
        Tier.Vector128 => new VectorColumnWriter<double, Float64Text, VectorText<double, Float64Text, Float64Digits>>(),
        _ => new NumberColumnWriter<double, Float64Text>(),
    };

    private static ColumnWriter CreateInteger<T>(Tier tier)
        where T : unmanaged, System.Numerics.IBinaryInteger<T> =>
        tier == Tier.Portable ? new NumberColumnWriter<T, IntegerText<T>>() : new VectorColumnWriter<T, IntegerText<T>, VectorText<T, IntegerText<T>, IntegerDigits<T>>>();
}
