using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Puts the point among digits by one shuffle: a table says for each place in the text which digit stands there, or which character else.</summary>
internal static class PointLayout
{
    private const int Width = DigitLayout.Places;

    /// <summary>The layout of the first sixteen places, then of the next sixteen.</summary>
    private const int RowSize = 2 * DigitLayout.Size;

    private const int RowShift = 6;
    private static readonly byte[] s_rows = Build();

    public static ref byte Layouts => ref MemoryMarshal.GetArrayDataReference(s_rows);

    /// <summary>Whether the point stands where the table has it; elsewhere there is an exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasPlace(int point) => (uint)(point - DecimalText.MinPoint) <= DecimalText.MaxPoint - DecimalText.MinPoint;

    /// <summary>Writes up to nine digits.</summary>
    /// <param name="digits">As characters, the first not 0; <c>0</c> behind the ninth.</param>
    /// <param name="count">How many of them are left when zeros at the end are dropped.</param>
    /// <param name="point">How many stand before the point, −4 to 16.</param>
    /// <param name="to">Room for 16 bytes.</param>
    /// <returns>The length of the text.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WriteNine(Vector128<byte> digits, int count, int point, ref byte to)
    {
        DigitLayout.Place(digits, ref Unsafe.Add(ref Layouts, RowOf(point))).StoreUnsafe(ref to);
        return Length(count, point);
    }

    /// <summary>Writes up to seventeen digits.</summary>
    /// <param name="digits">The first sixteen as characters, the first not 0.</param>
    /// <param name="last">The seventeenth.</param>
    /// <param name="count">How many are left when zeros at the end are dropped.</param>
    /// <param name="point">How many stand before the point, −4 to 16.</param>
    /// <param name="to">Room for 32 bytes.</param>
    /// <returns>The length of the text.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WriteSeventeen(Vector128<byte> digits, uint last, int count, int point, ref byte to)
    {
        ref byte row = ref Unsafe.Add(ref Layouts, RowOf(point));
        DigitLayout.Place(digits, ref row).StoreUnsafe(ref to);
        DigitLayout.Place(digits, ref Unsafe.Add(ref row, DigitLayout.Size)).StoreUnsafe(ref Unsafe.Add(ref to, Width));
        Unsafe.Add(ref to, 17 + ((1 - point) & ~((1 - point) >> 31))) = (byte)('0' + last);
        return Length(count, point);
    }

    /// <summary>Without a branch, since numbers around 1 would mispredict it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(int count, int point)
    {
        int pointAndZeros = 1 + ((1 - point) & ~((1 - point) >> 31));
        return point + ((count + pointAndZeros - point) & ((point - count) >> 31));
    }

    /// <summary>Where the layouts for a point begin, in bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RowOf(int point) => (point - DecimalText.MinPoint) * RowSize;

    /// <summary>The same for eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> RowsOf(Vector512<long> points) => ((points - Vector512.Create((long)DecimalText.MinPoint)) << RowShift).AsUInt64();

    /// <summary><see cref="Length(int, int)"/> for eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Lengths(Vector512<long> counts, Vector512<long> points)
    {
        Vector512<long> zeros = Vector512.Max(Vector512<long>.One - points, Vector512<long>.Zero);
        return Vector512.ConditionalSelect(Vector512.LessThanOrEqual(counts, points), points, counts + Vector512<long>.One + zeros).AsUInt64();
    }

    private static byte[] Build()
    {
        var rows = new byte[(DecimalText.MaxPoint - DecimalText.MinPoint + 1) * RowSize];
        for (int point = DecimalText.MinPoint; point <= DecimalText.MaxPoint; point++)
        {
            Span<byte> row = rows.AsSpan((point - DecimalText.MinPoint) * RowSize, RowSize);
            for (int place = 0; place < 2 * Width; place++)
            {
                int digit = DigitAt(place, point);
                Span<byte> half = row[(place / Width * DigitLayout.Size)..];
                half[place % Width] = digit is >= 0 and < Width ? (byte)digit : DigitLayout.None;
                half[Width + (place % Width)] = digit >= 0 ? (byte)0 : place == Math.Max(point, 1) ? (byte)'.' : (byte)'0';
            }
        }

        return rows;
    }

    /// <summary>The digit that stands at a place of the text; negative for none.</summary>
    private static int DigitAt(int place, int point)
    {
        if (point <= 0) return place - 2 + point;
        return place == point ? -1 : place < point ? place : place - 1;
    }
}
