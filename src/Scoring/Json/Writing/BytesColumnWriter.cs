using System.Buffers.Text;

namespace Scoring.Json.Writing;

/// <summary>Writes strings that are bytes rather than text, in base64.</summary>
/// <param name="isBare">Whether as strings, rather than as TensorFlow Serving reads them: <c>{"b64":"aGk="}</c>.</param>
internal sealed class BytesColumnWriter(bool isBare) : StringColumnWriter
{
    /// <remarks>They are longer than a slot.</remarks>
    public override int WriteSlots(ColumnBuffer column, int start, int count, ValueForm form, Span<byte> slots)
    {
        for (int i = 0; i < count; i++) slots[(i * Slots.Size) + Slots.LengthAt] = Slots.Later;
        return Done;
    }

    public override void WriteElement(StringColumnBuffer column, int element, ref JsonOutput output)
    {
        if (column.IsNull(element))
        {
            output.Write("null"u8);
            return;
        }

        ReadOnlySpan<byte> value = column.Get(element);
        output.Write(isBare ? "\""u8 : "{\"b64\":\""u8);
        Base64.EncodeToUtf8(value, output.Reserve(Base64.GetMaxEncodedToUtf8Length(value.Length)), out _, out int written);
        output.Advance(written);
        output.Write(isBare ? "\""u8 : "\"}"u8);
    }
}
