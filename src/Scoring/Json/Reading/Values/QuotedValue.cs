using System.Text;
using Scoring.Records;

namespace Scoring.Json.Reading.Values;

/// <summary>Values that came as strings.</summary>
internal static class QuotedValue
{
    public static void Write(ReadOnlySpan<byte> quoted, Place place, int offset, JsonFrameReaderOptions options)
    {
        ReadOnlySpan<byte> text = quoted.Trim(" \t\r\n"u8);
        if (text.IsEmpty) ScalarReader.SetMissing(place, offset);
        else if (place.Column.Type == ElementType.Boolean && TryReadBoolean(text, out bool value)) place.Write(value);
        else if (text.Length <= options.MaxNumberBytes && QuotedNumber.TryRead(text, out NumberToken number)) NumberWriter.Write(number, text, place, offset, options);
        else JsonThrow.Mismatch(offset, $"a value of column {place.Column.Schema}", "a string that holds none");
    }

    private static bool TryReadBoolean(ReadOnlySpan<byte> text, out bool value)
    {
        value = Ascii.EqualsIgnoreCase(text, "true"u8);
        return value || Ascii.EqualsIgnoreCase(text, "false"u8);
    }
}
