using System.Text.Json;
using Scoring.Fuzzing.Documents;
using Scoring.Records;

namespace Scoring.Fuzzing.Running;

/// <summary>Says what should have been read.</summary>
internal static class Judge
{
    /// <summary>The first value that differs from what was written, in words; null when there is none.</summary>
    public static string? Compare(RecordBatch batch, FuzzDocument document)
    {
        if (batch.RowCount != document.Rows) return $"{document.Rows} rows were written, {batch.RowCount} read";
        for (int row = 0; row < document.Rows; row++)
        {
            ReadOnlySpan<FuzzValue> values = document.Row(row);
            for (int column = 0; column < batch.Schema.Columns.Length; column++)
            {
                int elements = batch.Schema.Columns[column].Shape.ElementCount;
                for (int element = 0; element < elements; element++)
                {
                    if (!IsSame(batch, column, row, element, values[element])) return $"row {row}, column {column}, element {element}: {System.Text.Encoding.UTF8.GetString(values[element].Text)}";
                }

                values = values[elements..];
            }
        }

        return null;
    }

    /// <summary>Whether System.Text.Json takes the text for JSON; null where it may differ for a known reason.</summary>
    public static bool? IsJson(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        if (text.IndexOf("NaN"u8) >= 0 || text.IndexOf("Infinity"u8) >= 0) return null;
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 100 });
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsSame(RecordBatch batch, int column, int row, int element, FuzzValue expected)
    {
        switch (batch.Schema.Columns[column].Type)
        {
            case ElementType.Float64:
                double real = batch.GetColumn<double>(column).GetRow(row)[element], wanted = BitConverter.UInt64BitsToDouble(expected.Bits);
                return double.IsNaN(wanted) ? double.IsNaN(real) : BitConverter.DoubleToUInt64Bits(real) == expected.Bits;
            case ElementType.Float32:
                float single = batch.GetColumn<float>(column).GetRow(row)[element], asked = BitConverter.UInt32BitsToSingle((uint)expected.Bits);
                return float.IsNaN(asked) ? float.IsNaN(single) : BitConverter.SingleToUInt32Bits(single) == (uint)expected.Bits;
            case ElementType.Int64: return batch.GetColumn<long>(column).GetRow(row)[element] == (long)expected.Bits;
            case ElementType.Boolean: return batch.GetColumn<bool>(column).GetRow(row)[element] == (expected.Bits != 0);
            default:
                StringColumn strings = batch.GetStrings(column);
                return strings.IsNull(row, element) == expected.Utf8 is null && strings.GetUtf8(row, element).SequenceEqual(expected.Utf8);
        }
    }
}
