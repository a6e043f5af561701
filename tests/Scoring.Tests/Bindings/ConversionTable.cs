using Scoring.Records;

namespace Scoring.Tests.Bindings;

/// <summary>
/// Which number converts into which: C#'s implicit numeric conversions (language specification, 10.2.3), with those of <see cref="Half"/> that lose nothing,
/// and bool as 0 or 1. Written out by hand.
/// </summary>
internal static class ConversionTable
{
    public const char Same = '=';
    public const char Implicit = 'i';
    public const char Narrowing = 'n';
    public const char Never = '.';

    private static readonly ElementType[] s_order =
    [
        ElementType.Float16, ElementType.Float32, ElementType.Float64, ElementType.Int8, ElementType.Int16, ElementType.Int32, ElementType.Int64,
        ElementType.UInt8, ElementType.UInt16, ElementType.UInt32, ElementType.UInt64, ElementType.Boolean,
    ];

    private static readonly string[] s_rows =
    [
        /* to:       f16 f32 f64 i8 i16 i32 i64 u8 u16 u32 u64 bool */
        /* Float16 */ "= i i n n n n n n n n .",
        /* Float32 */ "n = i n n n n n n n n .",
        /* Float64 */ "n n = n n n n n n n n .",
        /* Int8    */ "i i i = i i i n n n n .",
        /* Int16   */ "n i i n = i i n n n n .",
        /* Int32   */ "n i i n n = i n n n n .",
        /* Int64   */ "n i i n n n = n n n n .",
        /* UInt8   */ "i i i n i i i = i i i .",
        /* UInt16  */ "n i i n n i i n = i i .",
        /* UInt32  */ "n i i n n n i n n = i .",
        /* UInt64  */ "n i i n n n n n n n = .",
        /* Boolean */ "i i i i i i i i i i i =",
    ];

    public static char Of(ElementType from, ElementType to) => s_rows[Array.IndexOf(s_order, from)][2 * Array.IndexOf(s_order, to)];
}
