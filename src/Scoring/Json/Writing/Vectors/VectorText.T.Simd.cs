using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Writes values one after the other.</summary>
internal readonly struct VectorText<T, TText, TDigits> : IVectorText<T>
    where T : unmanaged
    where TText : struct, INumberText<T>
    where TDigits : struct, IDigitText<T>
{
    /// <summary>The longest text.</summary>
    public const int MaxText = 32;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ref byte Write<TLayout>(ReadOnlySpan<T> values, ref byte to, scoped ref int left, ListForm form, out int refused)
        where TLayout : struct, ITextLayout
    {
        int rowLeft = left;
        for (int i = 0; i < values.Length; i++)
        {
            ref byte text = ref TLayout.Begin(ref to);
            int length = TDigits.Write(values[i], ref text);
            if (length == 0)
            {
                length = WriteOdd(values[i], ref to, form.Value, out bool isBare);
                if (length == 0)
                {
                    refused = i;
                    return ref to;
                }

                if (isBare)
                {
                    to = ref TLayout.EndBare(ref to, length, ref rowLeft, form.RowLength);
                    continue;
                }
            }

            to = ref TLayout.End(ref text, length, ref rowLeft, form.RowLength);
        }

        left = rowLeft;
        refused = -1;
        return ref to;
    }

    /// <summary>Writes any value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="to">Where the opening quotation mark stands, if there is one.</param>
    /// <param name="form">How it is written.</param>
    /// <param name="isBare">Whether the text has no quotation marks around it.</param>
    /// <returns>The length of the text, 0 when the value is refused.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int WriteOdd(T value, ref byte to, ValueForm form, out bool isBare)
    {
        bool isFinite = TText.IsFinite(value);
        isBare = !isFinite && form.NonFinite == NonFiniteHandling.Null;
        Span<byte> text = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, isBare ? 0 : form.Quotes), MaxText);
        return isFinite ? TText.Write(value, text) : NonFiniteText.Write(TText.ToDouble(value), form with { Quotes = 0 }, text);
    }
}
