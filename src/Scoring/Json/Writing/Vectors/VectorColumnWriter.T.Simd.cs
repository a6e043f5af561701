using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Writes numbers with vectors, many at a time.</summary>
internal sealed class VectorColumnWriter<T, TText, TVector> : NumberColumnWriter<T, TText>
    where T : unmanaged
    where TText : struct, INumberText<T>
    where TVector : struct, IVectorText<T>
{
    /// <summary>Values between two looks at the room that is left; a multiple of the lanes of any vector.</summary>
    private const int RunLength = 64;

    /// <summary>The longest text, quotes and separator.</summary>
    private const int MaxText = 32;

    protected override int WriteList(ReadOnlySpan<T> values, in ListForm form, ref JsonOutput output)
    {
        var separators = new Separators(form);
        int left = form.RowLength;
        for (int start = 0; start < values.Length; start += RunLength)
        {
            ReadOnlySpan<T> run = values.Slice(start, Math.Min(RunLength, values.Length - start));
            ref byte from = ref MemoryMarshal.GetReference(output.Reserve(run.Length * MaxText));
            ref byte end = ref TVector.Write<ListLayout>(run, ref from, ref left, separators, out int refused);
            if (refused >= 0) return start + refused;
            int written = (int)Unsafe.ByteOffset(ref from, ref end);
            output.Advance(start + run.Length == values.Length ? written - separators.Trailing(left) : written);
        }

        return Done;
    }

    protected override int WriteSlots(ReadOnlySpan<T> values, ValueForm form, Span<byte> slots)
    {
        // The slice fails where there is too little room.
        slots = slots[..((values.Length * Slots.Size) + Slots.Slack)];
        int left = int.MaxValue;
        TVector.Write<SlotLayout>(values, ref MemoryMarshal.GetReference(slots), ref left, new Separators(new ListForm(form, left)), out int refused);
        return refused;
    }
}
