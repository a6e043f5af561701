using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Scoring.Json.Numbers;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Writes a whole number of ten-thousandths: drops the zeros before the first digit and puts the point, by one shuffle.</summary>
internal static class ShortLayout
{
    private const int Width = DigitLayout.Places;

    /// <summary>Digits before the point, of sixteen.</summary>
    private const int WholeDigits = Width - ShortDecimal.Decimals;

    private const int DigitsPerHalf = 8;
    private const int RowShift = 5;

    /// <summary>A shuffle and a point for each number of zeros at the start that are dropped.</summary>
    private static readonly byte[] s_rows = Build();

    public static ref byte Layouts => ref MemoryMarshal.GetArrayDataReference(s_rows);

    /// <param name="digits">Sixteen as characters, four of them behind the point, the first 0.</param>
    /// <param name="nonZero">See <see cref="Digits128.NonZero"/>.</param>
    /// <param name="to">Room for 16 bytes.</param>
    /// <returns>The length of the text.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(Vector128<byte> digits, uint nonZero, ref byte to)
    {
        // The digit before the point is there even when it is 0.
        uint kept = nonZero | (1u << (WholeDigits - 1));
        int dropped = BitOperations.TrailingZeroCount(kept);
        DigitLayout.Place(digits, ref Unsafe.Add(ref Layouts, dropped << RowShift)).StoreUnsafe(ref to);
        int decimals = Digits128.Count(kept) - WholeDigits;
        return WholeDigits - dropped + decimals + ((decimals + 7) >> 3);
    }

    /// <summary>Finds the rows of <see cref="Layouts"/> and the lengths of eight values.</summary>
    /// <param name="high">The first eight digits of each, as numbers.</param>
    /// <param name="low">The last eight.</param>
    /// <param name="lengths">The length of each text.</param>
    /// <returns>Where the layout of each begins, in bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Find(Vector512<ulong> high, Vector512<ulong> low, out Vector512<ulong> lengths)
    {
        Vector512<ulong> eight = Vector512.Create((ulong)DigitsPerHalf);
        Vector512<ulong> kept = low | Vector512.Create(1UL << (8 * (WholeDigits - DigitsPerHalf - 1)));
        Vector512<ulong> inLow = Vector512.Equals(high, Vector512<ulong>.Zero);
        Vector512<ulong> dropped = Digits512.Zeros(Vector512.ConditionalSelect(inLow, kept, high)) + (inLow & eight);
        Vector512<ulong> decimals = Vector512.Create((ulong)ShortDecimal.Decimals) - (Avx512CD.LeadingZeroCount(kept) >>> 3);
        lengths = Vector512.Create((ulong)WholeDigits) - dropped + decimals + ((decimals + Vector512.Create(7UL)) >>> 3);
        return dropped << RowShift;
    }

    private static byte[] Build()
    {
        var rows = new byte[WholeDigits * DigitLayout.Size];
        for (int dropped = 0; dropped < WholeDigits; dropped++)
        {
            Span<byte> row = rows.AsSpan(dropped * DigitLayout.Size, DigitLayout.Size);
            int point = WholeDigits - dropped;
            for (int place = 0; place < Width; place++)
            {
                int digit = dropped + (place < point ? place : place - 1);
                row[place] = place == point || digit >= Width ? DigitLayout.None : (byte)digit;
            }

            if (point < Width) row[Width + point] = (byte)'.';
        }

        return rows;
    }
}
