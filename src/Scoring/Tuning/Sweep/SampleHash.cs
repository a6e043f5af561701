using System.Security.Cryptography;
using System.Text;
using Scoring.Records;

namespace Scoring.Tuning.Sweep;

/// <summary>Tells samples apart.</summary>
internal static class SampleHash
{
    /// <summary>SHA-256 of columns and values, in hexadecimal.</summary>
    public static string Of(RecordBatch sample)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{sample.Schema}\n{sample.RowCount}\n"));
        for (int i = 0; i < sample.Schema.Columns.Length; i++)
        {
            ColumnBuffer column = sample.ColumnAt(i);
            if (column is StringColumnBuffer strings) AddTexts(hash, strings, sample);
            else hash.AppendData(column.Elements(sample.StartRow, sample.RowCount));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AddTexts(IncrementalHash hash, StringColumnBuffer texts, RecordBatch sample)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        int first = sample.StartRow * texts.ElementsPerRow, count = sample.RowCount * texts.ElementsPerRow;
        for (int i = first; i < first + count; i++)
        {
            bool isNull = texts.IsNull(i);
            ReadOnlySpan<byte> text = isNull ? [] : texts.Get(i);
            BitConverter.TryWriteBytes(length, isNull ? -1 : text.Length);
            hash.AppendData(length);
            hash.AppendData(text);
        }
    }
}
