using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Writes values in blocks. Where the digits of a whole block were not found at once, its values are written one after the other.</summary>
/// <typeparam name="T">Their type.</typeparam>
/// <typeparam name="TBlocks">Finds digits.</typeparam>
/// <typeparam name="TMixed">Writes blocks of which some digits were found, and the values behind the last block.</typeparam>
/// <typeparam name="TOther">Writes blocks of which none were found.</typeparam>
internal readonly struct BlockText<T, TBlocks, TMixed, TOther> : IVectorText<T>
    where T : unmanaged
    where TBlocks : struct, IDigitBlocks<T>
    where TMixed : struct, IVectorText<T>
    where TOther : struct, IVectorText<T>
{
    private const uint All = (1u << DigitBlock.Count) - 1;

    [SkipLocalsInit]
    public static ref byte Write<TLayout>(ReadOnlySpan<T> values, ref byte to, scoped ref int left, ListForm form, out int refused)
        where TLayout : struct, ITextLayout
    {
        Unsafe.SkipInit(out DigitBlock block);
        int start = 0;
        for (; start <= values.Length - DigitBlock.Count; start += DigitBlock.Count)
        {
            ReadOnlySpan<T> eight = values.Slice(start, DigitBlock.Count);
            uint found = TBlocks.Find(ref MemoryMarshal.GetReference(eight), ref block);
            if (found == All)
            {
                to = ref WriteBlock<TLayout>(ref block, ref to, ref left, form.RowLength);
                continue;
            }

            to = ref found == 0
                ? ref TOther.Write<TLayout>(eight, ref to, ref left, form, out refused)
                : ref TMixed.Write<TLayout>(eight, ref to, ref left, form, out refused);
            if (refused < 0) continue;
            refused += start;
            return ref to;
        }

        to = ref TMixed.Write<TLayout>(values[start..], ref to, ref left, form, out refused);
        if (refused >= 0) refused += start;
        return ref to;
    }

    /// <summary>Writes a block of which all digits were found. A method of its own, whose few variables stay in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref byte WriteBlock<TLayout>(scoped ref DigitBlock block, ref byte to, scoped ref int left, int rowLength)
        where TLayout : struct, ITextLayout
    {
        int rowLeft = left;
        ref byte layouts = ref TBlocks.Layouts;
        for (nint i = 0; i < DigitBlock.Count; i++)
        {
            ref byte text = ref TLayout.Begin(ref to);
            text = (byte)'-';
            ref byte layout = ref Unsafe.Add(ref layouts, DigitBlock.Row(ref block, i));
            DigitLayout.Place(DigitBlock.Digits(ref block, i), ref layout).StoreUnsafe(ref text, DigitBlock.Sign(ref block, i));
            to = ref TLayout.End(ref text, DigitBlock.Length(ref block, i), ref rowLeft, rowLength);
        }

        left = rowLeft;
        return ref to;
    }
}
