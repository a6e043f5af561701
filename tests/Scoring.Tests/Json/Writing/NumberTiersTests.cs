using System.Buffers;
using System.Globalization;
using System.Text;
using Scoring.Json;
using Scoring.Json.Writing;
using Scoring.Records;

namespace Scoring.Tests.Json.Writing;

/// <summary>Every tier of hardware that this machine has writes the same bytes as the slow way, and those read back.</summary>
public sealed class NumberTiersTests
{
    public static TheoryData<string> Tiers() => [.. TierCases.Supported.Select(static tier => tier.ToString())];

    public static TheoryData<string, string> TiersAndDoubles() => Cross(DoubleCases.Names);

    public static TheoryData<string, string> TiersAndSingles() => Cross(SingleCases.Names);

    [Theory]
    [MemberData(nameof(TiersAndDoubles))]
    public void Doubles_are_written_as_the_slow_way_writes_them(string tier, string numbers)
    {
        double[] values = DoubleCases.Get(numbers);
        AssertWritten(tier, values, [.. values.Select(Text)]);
    }

    [Theory]
    [MemberData(nameof(TiersAndSingles))]
    public void Singles_are_written_as_the_slow_way_writes_them(string tier, string numbers)
    {
        float[] values = SingleCases.Get(numbers);
        AssertWritten(tier, values, [.. values.Select(Text)]);
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Integers_are_written_as_the_runtime_writes_them(string tier)
    {
        long[] values = [.. Numbers(64).SelectMany(static n => (long[])[(long)n, -(long)n]), long.MinValue, long.MaxValue];
        AssertWritten(tier, values, [.. values.Select(static v => v.ToString(CultureInfo.InvariantCulture))]);
        ulong[] unsigned = [.. Numbers(64), ulong.MaxValue];
        AssertWritten(tier, unsigned, [.. unsigned.Select(static v => v.ToString(CultureInfo.InvariantCulture))]);
        sbyte[] all = [.. Enumerable.Range(sbyte.MinValue, 256).Select(static v => (sbyte)v)];
        AssertWritten(tier, all, [.. all.Select(static v => v.ToString(CultureInfo.InvariantCulture))]);
        uint[] uints = [.. Numbers(32).Select(static n => (uint)n), uint.MaxValue];
        AssertWritten(tier, uints, [.. uints.Select(static v => v.ToString(CultureInfo.InvariantCulture))]);
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Non_finite_numbers_stand_where_they_are(string tier)
    {
        for (int length = 1; length < 40; length++)
        {
            for (int at = 0; at < length; at++)
            {
                double[] doubles = [.. Enumerable.Range(0, length).Select(i => i == at ? double.NaN : i)];
                AssertWritten(tier, doubles, [.. doubles.Select(static v => double.IsNaN(v) ? "null" : v.ToString(CultureInfo.InvariantCulture))]);
                float[] singles = [.. Enumerable.Range(0, length).Select(i => i == at ? float.PositiveInfinity : i)];
                AssertWritten(tier, singles, [.. singles.Select(static v => float.IsInfinity(v) ? "null" : v.ToString(CultureInfo.InvariantCulture))]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Refused_number_is_found_at_every_place(string tier)
    {
        for (int at = 0; at < 70; at++)
        {
            float[] values = new float[70];
            values[at] = float.NaN;
            using RecordBatch rows = RecordBatch.FromValues<float>(values);
            AssertRefused(tier, rows, JsonFrameLayout.Lists, at);
            AssertRefused(tier, rows, JsonFrameLayout.Records, at);
            using RecordBatch doubles = RecordBatch.FromValues<double>([.. values.Select(static v => (double)v)]);
            AssertRefused(tier, doubles, JsonFrameLayout.Lists, at);
            AssertRefused(tier, doubles, JsonFrameLayout.Records, at);
        }
    }

    private static void AssertRefused(string tier, RecordBatch rows, JsonFrameLayout layout, int row)
    {
        var writer = new JsonFrameWriter(rows.Schema, new() { Layout = layout, NonFinite = NonFiniteHandling.Error }, Enum.Parse<Tier>(tier));
        Assert.StartsWith($"Row {row} of column", Assert.Throws<ArgumentException>(() => writer.Write(rows, new ArrayBufferWriter<byte>())).Message, StringComparison.Ordinal);
    }

    /// <summary>As a list, in rows of three, in slots, and each of them in quotes.</summary>
    private static void AssertWritten<T>(string tier, T[] values, string[] expected)
        where T : unmanaged
    {
        using RecordBatch scalars = RecordBatch.FromValues<T>(values, name: "a");
        using RecordBatch threes = RecordBatch.FromValues<T>(values.AsSpan(0, values.Length / 3 * 3), [3], "a");
        foreach (bool quoted in (bool[])[false, true])
        {
            string[] texts = [.. expected.Select(text => quoted && text != "null" ? $"\"{text}\"" : text)];
            Assert.Equal($"[{string.Join(',', texts)}]", Write(tier, scalars, new() { ValuesAsStrings = quoted, UnwrapSingleColumn = true }));
            Assert.Equal($"[{string.Join(',', texts.Select(static text => $"{{\"a\":{text}}}"))}]", Write(tier, scalars, new() { ValuesAsStrings = quoted, Layout = JsonFrameLayout.Records }));
            Assert.Equal($"[{string.Join(',', texts.Chunk(3).Where(static row => row.Length == 3).Select(static row => $"[{string.Join(',', row)}]"))}]", Write(tier, threes, new() { ValuesAsStrings = quoted }));
        }
    }

    private static string Write(string tier, RecordBatch rows, JsonFrameWriterOptions options)
    {
        var output = new ArrayBufferWriter<byte>();
        new JsonFrameWriter(rows.Schema, options, Enum.Parse<Tier>(tier)).Write(rows, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Text(double value)
    {
        Span<byte> text = stackalloc byte[32];
        return Encoding.UTF8.GetString(text[..Float64Text.WriteSlowly(value, text)]);
    }

    private static string Text(float value)
    {
        Span<byte> text = stackalloc byte[32];
        return Encoding.UTF8.GetString(text[..Float32Text.WriteSlowly(value, text)]);
    }

    /// <summary>Every length of digits, ones and nines and zeros, and every power of two.</summary>
    private static IEnumerable<ulong> Numbers(int bits) => Enumerable.Range(0, bits).Select(static bit => 1UL << bit)
        .Concat(Powers().SelectMany(static ten => (ulong[])[ten - 1, ten, ten + 1, ten / 9 * 5]))
        .Where(number => bits == 64 || number < 1UL << bits);

    private static IEnumerable<ulong> Powers()
    {
        for (ulong ten = 1; ten <= 10_000_000_000_000_000_000 / 10; ten *= 10) yield return ten;
    }

    private static TheoryData<string, string> Cross(string[] names)
    {
        var data = new TheoryData<string, string>();
        foreach (Tier tier in TierCases.Supported)
        {
            foreach (string name in names) data.Add(tier.ToString(), name);
        }

        return data;
    }
}
