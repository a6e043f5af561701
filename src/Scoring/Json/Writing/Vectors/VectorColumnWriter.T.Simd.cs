using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Writes numbers with vectors, many at a time.</summary>
internal sealed class VectorColumnWriter<T, TText, TVector> : NumberColumnWriter<T, TText>
    where T : unmanaged
    where TText : struct, INumberText<T>
    where TVector : struct, IVectorText<T>
{
    /// <summary>Values between two looks at the room that is left; a multiple of a block.</summary>
    private const int RunLength = 64;

    /// <summary>The longest text, quotes and separator.</summary>
    private const int MaxText = 32;

    protected override int WriteList(ReadOnlySpan<T> values, in ListForm form, ref JsonOutput output) =>
        form.Value.Quotes == 0 ? WriteList<NoQuotes>(values, form, ref output) : WriteList<Quotes>(values, form, ref output);

    protected override int WriteSlots(ReadOnlySpan<T> values, ValueForm form, Span<byte> slots)
    {
        // The slice fails where there is too little room.
        ref byte first = ref MemoryMarshal.GetReference(slots[..((values.Length * Slots.Size) + Slots.Slack)]);
        int left = int.MaxValue, refused;
        var list = new ListForm(form, left);
        if (form.Quotes == 0) TVector.Write<SlotLayout<NoQuotes>>(values, ref first, ref left, list, out refused);
        else TVector.Write<SlotLayout<Quotes>>(values, ref first, ref left, list, out refused);
        return refused;
    }

    /// <remarks>Optimized at once rather than by profile: with a profile, whichever type of number an application wrote second took up to twice the time of the first.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int WriteList<TQuotes>(ReadOnlySpan<T> values, ListForm form, ref JsonOutput output)
        where TQuotes : struct, IQuotes
    {
        int left = form.RowLength;
        for (int start = 0; start < values.Length; start += RunLength)
        {
            ReadOnlySpan<T> run = values.Slice(start, Math.Min(RunLength, values.Length - start));
            ref byte from = ref MemoryMarshal.GetReference(output.Reserve(run.Length * MaxText));
            ref byte end = ref TVector.Write<ListLayout<TQuotes>>(run, ref from, ref left, form, out int refused);
            if (refused >= 0) return start + refused;
            int written = (int)Unsafe.ByteOffset(ref from, ref end);
            output.Advance(start + run.Length == values.Length ? written - ListLayout<TQuotes>.Trailing(left, form.RowLength) : written);
        }

        return Done;
    }
}
