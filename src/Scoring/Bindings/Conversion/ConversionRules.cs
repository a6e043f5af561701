using Scoring.Records;

namespace Scoring.Bindings.Conversion;

/// <summary>Which element types convert into which.</summary>
/// <remarks>Also compiled into the source generator, which must decide as a client does.</remarks>
internal static class ConversionRules
{
    public static bool IsAllowed(ElementType from, ElementType to, bool allowNarrowing)
    {
        if (from == to) return true;
        if (to is ElementType.Boolean or ElementType.String || from is ElementType.String) return false;
        return allowNarrowing || from == ElementType.Boolean || IsWidening(from, to);
    }

    private static bool IsWidening(ElementType from, ElementType to) => to switch
    {
        ElementType.Float64 => true,
        ElementType.Float32 => from != ElementType.Float64,
        ElementType.Float16 => from is ElementType.Int8 or ElementType.UInt8,
        ElementType.Int16 => from is ElementType.Int8 or ElementType.UInt8,
        ElementType.Int32 => from is ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.UInt16,
        ElementType.Int64 => from is not (ElementType.Float32 or ElementType.Float64 or ElementType.Float16 or ElementType.UInt64),
        ElementType.UInt16 => from is ElementType.UInt8,
        ElementType.UInt32 => from is ElementType.UInt8 or ElementType.UInt16,
        ElementType.UInt64 => from is ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32,
        _ => false,
    };
}
