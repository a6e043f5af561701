using System.Buffers;
using System.Text;
using System.Text.Json;
using Scoring.Json;
using Scoring.Json.Writing;
using Scoring.Records;

namespace Scoring.Tests.Json.Writing;

public sealed class StringTextTests
{
    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("a\"b\\c/d", "\"a\\\"b\\\\c/d\"")]
    [InlineData("\n\r\t\b\f\0\u001f\u007f", "\"\\n\\r\\t\\b\\f\\u0000\\u001f\u007f\"")]
    [InlineData("+<>&'é\u2028漢😀", "\"+<>&'é\u2028漢😀\"")]
    public void Text_is_escaped_as_little_as_json_allows(string value, string expected) => Assert.Equal($"[{expected}]", Write(Encoding.UTF8.GetBytes(value)));

    [Fact]
    public void Lone_surrogate_becomes_one_replacement_character()
    {
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of("s", ["a\uD800b"]));
        Assert.Equal("[\"a\uFFFDb\"]", Write(rows));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', 0xED, 0xA0, 0x80, (byte)'"' }, "\"a\uFFFD\uFFFD\uFFFD\\\"\"")]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 }, "\"\uFFFD\"")]
    [InlineData(new byte[] { 0xFF, 0xC3, 0xA9, 0xC3 }, "\"\uFFFDé\uFFFD\"")]
    public void Bytes_that_are_no_utf8_become_replacement_characters(byte[] value, string expected)
    {
        Assert.Equal($"[{expected}]", Write(value));
        Assert.Equal(Encoding.UTF8.GetString(value), JsonSerializer.Deserialize<string[]>(Write(value))![0]);
    }

    [Fact]
    public void Every_byte_at_every_place_reads_back()
    {
        const string Clean = "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789";
        foreach (int length in (int[])[1, 2, 3, 7, 8, 15, 16, 17, 31, 32, 33, 47, 48, 64, 65, 72])
        {
            for (int at = 0; at < length; at++)
            {
                for (char special = '\0'; special < '\u0100'; special++)
                {
                    string value = $"{Clean[..at]}{special}{Clean[(at + 1)..length]}";
                    Assert.Equal(value, JsonSerializer.Deserialize<string[]>(Write(Encoding.UTF8.GetBytes(value)))![0]);
                }
            }
        }
    }

    [Fact]
    public void Long_text_reads_back_in_small_pieces_of_output()
    {
        string value = string.Concat(Enumerable.Range(0, 5000).Select(static i => i % 700 < 350 ? "\u0001" : $"{i}é\""));
        Assert.Equal(value, JsonSerializer.Deserialize<string[]>(Write(Encoding.UTF8.GetBytes(value)))![0]);
    }

    private static string Write(byte[] value)
    {
        using RecordBatch rows = RecordBatch.Rent(new RecordSchema(new ColumnSchema("s", ElementType.String)), 1);
        rows.GetStrings(0).SetUtf8(0, value);
        return Write(rows);
    }

    private static string Write(RecordBatch rows)
    {
        string[] texts = [.. TierCases.Supported.SelectMany(tier => (string[])[Write(rows, tier, JsonFrameLayout.Lists)[5..^1], Write(rows, tier, JsonFrameLayout.Records)[6..^2]])];
        Assert.All(texts, text => Assert.Equal($"{texts[0]}", text[0] == '[' ? text : $"[{text}]"));
        return texts[0];
    }

    private static string Write(RecordBatch rows, Tier tier, JsonFrameLayout layout)
    {
        var output = new ArrayBufferWriter<byte>();
        new JsonFrameWriter(rows.Schema, new() { Layout = layout }, tier).Write(rows, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
