using System.Buffers;
using System.Text;
using System.Text.Json;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Tests.Json.Reading;

/// <summary>Texts that do not hold rows.</summary>
public sealed class JsonFrameReaderErrorTests
{
    private static readonly RecordSchema s_pair = Frames.Schema(Frames.Column("a"), Frames.Column("b", ElementType.String));
    private static readonly RecordSchema s_one = Frames.Schema(Frames.Column("score"));

    [Theory]
    [InlineData("", 0)]
    [InlineData("   ", 3)]
    [InlineData("[", 1)]
    [InlineData("[1", 2)]
    [InlineData("[1,", 3)]
    [InlineData("[1,]", 3)]
    [InlineData("[1 2]", 3)]
    [InlineData("[1]]", 3)]
    [InlineData("[1] x", 4)]
    [InlineData("[01]", 2)]
    [InlineData("[-]", 2)]
    [InlineData("[1.]", 3)]
    [InlineData("[.5]", 1)]
    [InlineData("[+1]", 1)]
    [InlineData("[1e]", 3)]
    [InlineData("[1e+]", 4)]
    [InlineData("[nul]", 4)]
    [InlineData("[nan]", 2)]
    [InlineData("[Infinit]", 8)]
    [InlineData("[-NaN]", 2)]
    [InlineData("{", 1)]
    [InlineData("{score:1}", 1)]
    [InlineData("{'score':1}", 1)]
    [InlineData("""{"score" 1}""", 9)]
    [InlineData("""{"score":1,}""", 11)]
    [InlineData("""[{"score":1]""", 11)]
    [InlineData("""{"score":[1}""", 11)]
    [InlineData("<html>", 0)]
    [InlineData("""["1\q"]""", 4)]
    [InlineData("""["\u12g4"]""", 6)]
    [InlineData("[\"a\nb\"]", 3)]
    [InlineData("[\"abc", 5)]
    [InlineData("[1]\0", 3)]
    [InlineData("\uFEFF\uFEFF[1]", 3)]
    [InlineData("""{"x":[1,2}""", 9)]
    [InlineData("""{"x":[tru],"score":[1]}""", 9)]
    public void Text_that_is_no_JSON_is_refused_where_it_goes_wrong(string json, int offset)
    {
        JsonFrameException error = Frames.Fail(json, s_one);
        Assert.Equal((JsonFrameError.Malformed, offset), (error.Error, error.ByteOffset));
        Assert.StartsWith($"JSON, byte {offset}: expected {error.Expected}, found {error.Found}.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[[1,"x"],[true,"y"]]""", 10)]
    [InlineData("""[[1,"x"],["z","y"]]""", 10)]
    [InlineData("""[[1,"x"],[2]]""", 11)]
    [InlineData("""[[1,"x"],[2,"y",3]]""", 15)]
    [InlineData("""[[1,"x"],7]""", 9)]
    [InlineData("""[[1,"x"],[2,["y"]]]""", -1)]
    [InlineData("""[{"a":1,"b":"x"},{"a":{},"b":"y"}]""", 22)]
    [InlineData("""{"columns":["c","d"],"data":[[1,"x"]]}""", 11)]
    [InlineData("""{"foo":"bar"}""", 0)]
    [InlineData("7", 0)]
    public void Values_of_another_kind_are_refused_where_they_stand(string json, int offset)
    {
        if (offset < 0)
        {
            Assert.Equal("1 x; 2 y", Frames.Read(json, s_pair));
            return;
        }

        JsonFrameException error = Frames.Fail(json, s_pair);
        Assert.Equal((JsonFrameError.Mismatch, offset), (error.Error, error.ByteOffset));
    }

    [Theory]
    [InlineData("[1, {}]", 4, "a value or list, as the rows before are", "an object")]
    [InlineData("""[[1], {"score": 2}]""", 6, "a value or list, as the rows before are", "an object")]
    [InlineData("""[null, 1, {"score": 2}]""", 10, "a value or list, as the rows before are", "an object")]
    [InlineData("""[{"score": 1}, 2]""", 15, "a record, as the rows before are", "a number")]
    [InlineData("""{"predictions": [{"score": 1}, [2]]}""", 31, "a record, as the rows before are", "an array")]
    public void Records_among_values_are_refused_where_they_stand(string json, int offset, string expected, string found)
    {
        JsonFrameException error = Frames.Fail(json, s_one);
        Assert.Equal((JsonFrameError.Mismatch, (long)offset, expected, found), (error.Error, error.ByteOffset, error.Expected, error.Found));
    }

    [Fact]
    public void Record_behind_many_values_is_refused()
    {
        string json = $"[{string.Join(',', Enumerable.Repeat("0.25", 100))},{{}}]";
        Assert.Equal(json.IndexOf('{', StringComparison.Ordinal), Frames.Fail(json, s_one).ByteOffset);
    }

    [Fact]
    public void Every_beginning_of_a_text_is_refused_at_its_end()
    {
        string[] texts =
        [
            """{"Results":{"output1":{"type":"t","value":{"ColumnNames":["a","b"],"Values":[["1","x"],["-2.5e1","\u0079"]]}}}}""",
            """{"predictions": [{"a": 1, "b": "x"}, {"a": NaN, "b": null}, {"a": -Infinity, "b": "z"}, {"a": 123.456, "b": "long enough to be read fast"}]}""",
        ];
        foreach (string text in texts)
        {
            Frames.Read(text, s_pair);
            for (int length = 0; length < text.Length; length++)
            {
                JsonFrameException error = Frames.Fail(text[..length], s_pair);
                Assert.Equal((JsonFrameError.Malformed, length), (error.Error, error.ByteOffset));
            }
        }
    }

    [Theory]
    [InlineData("""{"error":"no such model"}""", "no such model", 9)]
    [InlineData("""{"error":{"code":"LibraryExecutionError","message":"bad row","details":[{"code":"x","message":"y"}]}}""", "bad row", 9)]
    [InlineData("""{"result":[1],"error":"half of it failed"}""", "half of it failed", 22)]
    [InlineData("""{"message":"An unexpected error occurred"}""", "An unexpected error occurred", 11)]
    [InlineData("""{"error_code":"BAD_REQUEST","message":"m"}""", "BAD_REQUEST", 14)]
    [InlineData("\"could not convert string to float: 'x'\"", "could not convert string to float: 'x'", 0)]
    [InlineData("\"['a'] not in index\"", "['a'] not in index", 0)]
    [InlineData("\"\"", "", 0)]
    [InlineData("""{"result":"something went wrong"}""", "something went wrong", 10)]
    [InlineData("\"{\\\"error\\\": \\\"inner\\\"}\"", "inner", 13)]
    [InlineData("""{"error":{"no":"sentence"}}""", """{"no":"sentence"}""", 9)]
    public void An_error_in_the_place_of_rows_is_told_apart(string json, string message, int offset)
    {
        JsonFrameException error = Frames.Fail(json, s_one, 1);
        Assert.Equal((JsonFrameError.ServerError, message, offset), (error.Error, error.ServerMessage, error.ByteOffset));
    }

    [Fact]
    public void A_long_error_is_shortened()
    {
        JsonFrameException error = Frames.Fail($$"""{"error":"{{new string('é', 10_000)}}"}""", s_one);
        Assert.Equal(new string('é', 1024), error.ServerMessage);
    }

    [Fact]
    public void An_error_within_a_string_is_placed_in_the_outer_text()
    {
        string json = "\"{\\\"result\\\": [1, true]}\"";
        JsonFrameException error = Frames.Fail(json, s_one);
        Assert.Equal((JsonFrameError.Mismatch, json.IndexOf("true", StringComparison.Ordinal)), (error.Error, error.ByteOffset));
        Assert.Equal(JsonFrameError.RowCount, Frames.Fail(json.Replace("true", "2", StringComparison.Ordinal), s_one, 3).Error);
    }

    [Fact]
    public void Limits_are_kept()
    {
        Limit("[1,2,3]", new() { MaxBytes = 6 }, 6);
        Limit("[[[1]]]", new() { MaxDepth = 2 }, 2);
        Limit("""{"x":[[[[]]]],"score":[1]}""", new() { MaxDepth = 3 }, 7);
        Limit("[1,2,3]", new() { MaxRows = 2 }, 5);
        Limit("[1,12345678901]", new() { MaxNumberBytes = 10 }, 3);
        JsonFrameException error = Frames.Fail("""["abc","abcd"]""", Frames.Schema(Frames.Column("t", ElementType.String)), options: new() { MaxStringBytes = 3 });
        Assert.Equal((JsonFrameError.Limit, 8), (error.Error, error.ByteOffset));
        Assert.Equal(JsonFrameError.Limit, Frames.Fail(new string('[', 1_000_000), s_one).Error);

        static void Limit(string json, JsonFrameReaderOptions options, int offset)
        {
            JsonFrameException error = Frames.Fail(json, s_one, options: options);
            Assert.Equal((JsonFrameError.Limit, offset), (error.Error, error.ByteOffset));
        }
    }

    [Fact]
    public void Options_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new JsonFrameReader(s_one, new() { MaxDepth = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JsonFrameReader(s_one, new() { MaxBytes = 0 }));
        Assert.Throws<ArgumentException>(() => new JsonFrameReader(s_one, new() { Path = default }));
    }

    /// <summary>A tensor may promise more than it has; nobody gets memory for that.</summary>
    [Fact]
    public void A_promise_of_many_rows_gives_no_memory() =>
        Assert.Equal(JsonFrameError.Mismatch, Frames.Fail("""{"outputs":[{"name":"score","shape":[9000000],"data":[1]}]}""", s_one).Error);

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused()
    {
        RecordSchema text = Frames.Schema(Frames.Column("t", ElementType.String));
        byte[] json = [.. "[\"ab"u8, 0xC3, (byte)'(', .. "\"]"u8];
        JsonFrameException error = Assert.Throws<JsonFrameException>(() => new JsonFrameReader(text).Read(new ReadOnlySequence<byte>(json)));
        Assert.Equal((JsonFrameError.Malformed, 4), (error.Error, error.ByteOffset));
    }

    /// <summary>Whatever is done to a text: what System.Text.Json refuses is refused, and nothing but the one exception comes.</summary>
    [Fact]
    public void Changed_bytes_give_rows_or_the_one_exception()
    {
        byte[] text = Encoding.UTF8.GetBytes("""{"predictions": [{"a": 1.5, "b": "x"}, {"a": -20, "b": null}, {"a": 3e5, "b": "\u00e9z"}, {"a": 123.456, "b": "long enough to be read fast"}]}""");
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] changed = [.. text];
            changed[random.Next(text.Length)] = (byte)random.Next(128);
            string? shown = null;
            try
            {
                shown = Frames.Read(changed, s_pair);
            }
            catch (JsonFrameException error)
            {
                Assert.InRange(error.ByteOffset, 0, text.Length);
            }

            if (!IsJson(changed) && !Encoding.UTF8.GetString(changed).Contains("NaN", StringComparison.Ordinal)) Assert.True(shown is null, Encoding.UTF8.GetString(changed));
        }
    }

    private static bool IsJson(byte[] text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
