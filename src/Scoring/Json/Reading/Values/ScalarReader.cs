using Scoring.Records;

namespace Scoring.Json.Reading.Values;

/// <summary>Reads one element of a column.</summary>
internal static class ScalarReader
{
    public static void Read(ref JsonText text, Place place)
    {
        byte first = text.Peek();
        if (place.Column.Type == ElementType.String) TextValueReader.Read(ref text, place, first);
        else if (JsonText.BeginsNumber(first)) ReadNumber(ref text, place);
        else if (first == (byte)'"') ReadQuoted(ref text, place);
        else if (first == (byte)'n') ReadNull(ref text, place);
        else if (place.Column.Type == ElementType.Boolean && first is (byte)'t' or (byte)'f') ReadBoolean(ref text, place, first);
        else FailType(ref text, place);
    }

    /// <summary>Marks an element as missing.</summary>
    public static void SetMissing(Place place, int offset)
    {
        switch (place.Column.Type)
        {
            case ElementType.Float64: place.Write(double.NaN); break;
            case ElementType.Float32: place.Write(float.NaN); break;
            case ElementType.Float16: place.Write(Half.NaN); break;
            case ElementType.String: ((StringColumnBuffer)place.Column).SetNull(place.Index); break;
            default: FailMissing(place, offset); break;
        }
    }

    private static void ReadNumber(ref JsonText text, Place place)
    {
        NumberToken number = text.ReadNumber("a number");
        NumberWriter.Write(number, text.Bytes, place, number.Start, text.Options);
    }

    /// <summary>A number or bool in quotes, as some servers send all values; an empty string is missing.</summary>
    private static void ReadQuoted(ref JsonText text, Place place)
    {
        int offset = text.Position;
        JsonString quoted = text.ReadString();
        if (quoted.Escaped)
        {
            text.CheckLength(quoted);
            using var unescaped = new UnescapedText(text.Raw(quoted));
            QuotedValue.Write(unescaped.Bytes, place, offset, text.Options);
        }
        else
        {
            QuotedValue.Write(text.Raw(quoted), place, offset, text.Options);
        }
    }

    private static void ReadNull(ref JsonText text, Place place)
    {
        int offset = text.Position;
        text.ReadLiteral("null"u8);
        SetMissing(place, offset);
    }

    private static void ReadBoolean(ref JsonText text, Place place, byte first)
    {
        text.ReadLiteral(first == (byte)'t' ? "true"u8 : "false"u8);
        place.Write(first == (byte)'t');
    }

    private static void FailType(ref JsonText text, Place place) => text.FailMismatch($"a value of column {place.Column.Schema}");

    private static void FailMissing(Place place, int offset) =>
        JsonThrow.Mismatch(offset, $"a value of column {place.Column.Schema}, which cannot be missing", "none");
}
