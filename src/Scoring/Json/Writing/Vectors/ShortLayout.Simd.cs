using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Scoring.Json.Numbers;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Writes a whole number of ten-thousandths: drops the zeros before the first digit and puts the point, by one shuffle.</summary>
internal static class ShortLayout
{
    private const int Width = 16;

    /// <summary>Digits before the point, of sixteen.</summary>
    private const int WholeDigits = Width - ShortDecimal.Decimals;

    private const int RowSize = 2 * Width;
    private const byte None = 0x80;

    /// <summary>A shuffle and a point for each number of zeros at the start that are dropped.</summary>
    private static readonly byte[] s_rows = Build();

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
        ref byte row = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(s_rows), (nint)(uint)dropped * RowSize);
        (Vector128.ShuffleNative(digits, Vector128.LoadUnsafe(ref row)) | Vector128.LoadUnsafe(ref row, Width)).StoreUnsafe(ref to);
        int decimals = Digits128.Count(kept) - WholeDigits;
        return WholeDigits - dropped + decimals + ((decimals + 7) >> 3);
    }

    private static byte[] Build()
    {
        var rows = new byte[WholeDigits * RowSize];
        for (int dropped = 0; dropped < WholeDigits; dropped++)
        {
            Span<byte> row = rows.AsSpan(dropped * RowSize, RowSize);
            int point = WholeDigits - dropped;
            for (int place = 0; place < Width; place++)
            {
                int digit = dropped + (place < point ? place : place - 1);
                row[place] = place == point || digit >= Width ? None : (byte)digit;
            }

            if (point < Width) row[Width + point] = (byte)'.';
        }

        return rows;
    }
}
