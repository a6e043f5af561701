using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Scoring.Bindings;

/// <summary>How values travel that have no element type of their own. Called by generated bindings; of use to those written by hand.</summary>
/// <remarks>A point in time is a count of milliseconds since 1970-01-01 in UTC, a date a count of days since then; as text both are ISO 8601.</remarks>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class GeneratedBinding
{
    private const int MostCharacters = 33;

    private static readonly int s_epochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Milliseconds since 1970-01-01 in UTC, rounded down. A local time is converted; one of no kind counts as UTC.</summary>
    public static long ToUnixMilliseconds(DateTime value) => new DateTimeOffset(ToUtc(value)).ToUnixTimeMilliseconds();

    /// <summary>Days since 1970-01-01.</summary>
    public static int ToUnixDays(DateOnly value) => value.DayNumber - s_epochDay;

    /// <summary>The time, as UTC, of so many milliseconds since 1970-01-01.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies beyond the years 1 to 9999.</exception>
    public static DateTime ToDateTime(long unixMilliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).UtcDateTime;

    /// <summary>The date of so many days since 1970-01-01.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies beyond the years 1 to 9999.</exception>
    public static DateOnly ToDate(int unixDays) => DateOnly.FromDayNumber(unixDays + s_epochDay);

    /// <summary>Writes a time in UTC as ISO 8601 text: <c>2016-01-31T07:45:00.0000000Z</c>.</summary>
    public static void WriteText(DateTime value, ref RowWriter writer)
    {
        Span<char> text = stackalloc char[MostCharacters];
        ToUtc(value).TryFormat(text, out int length, "O", CultureInfo.InvariantCulture);
        writer.Write(text[..length]);
    }

    /// <inheritdoc cref="WriteText(DateTime, ref RowWriter)"/>
    public static void WriteText(DateTimeOffset value, ref RowWriter writer) => WriteText(value.UtcDateTime, ref writer);

    /// <summary>Writes a date as ISO 8601 text: <c>2016-01-31</c>.</summary>
    public static void WriteText(DateOnly value, ref RowWriter writer)
    {
        Span<char> text = stackalloc char[MostCharacters];
        value.TryFormat(text, out int length, "O", CultureInfo.InvariantCulture);
        writer.Write(text[..length]);
    }

    /// <summary>Reads a time from ISO 8601 text, as UTC; text without an offset counts as UTC.</summary>
    /// <exception cref="FormatException">It is no time.</exception>
    public static DateTime ReadDateTime(ref ScoreReader reader) => ReadDateTimeOffset(ref reader).UtcDateTime;

    /// <inheritdoc cref="ReadDateTime"/>
    public static DateTimeOffset ReadDateTimeOffset(ref ScoreReader reader) =>
        DateTimeOffset.Parse(ReadText(ref reader), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>Reads a date from ISO 8601 text.</summary>
    /// <exception cref="FormatException">It is no date.</exception>
    public static DateOnly ReadDate(ref ScoreReader reader) => DateOnly.ParseExact(ReadText(ref reader), "O", CultureInfo.InvariantCulture);

    /// <summary>Reads a string that may not be missing.</summary>
    /// <exception cref="ScoringResponseException">It is missing.</exception>
    public static string ReadText(ref ScoreReader reader) =>
        reader.ReadString() ?? throw new ScoringResponseException("A string of the score is missing, and the result's member cannot be null.");

    /// <summary>Reads what is left of the current column's row as strings.</summary>
    public static string?[] ReadTexts(ref ScoreReader reader)
    {
        var texts = new string?[reader.Remaining];
        for (int i = 0; i < texts.Length; i++) texts[i] = reader.ReadString();
        return texts;
    }

    /// <summary>Null for NaN, by which a missing value travels.</summary>
    public static T? NullIfNaN<T>(T value)
        where T : struct, IFloatingPointIeee754<T> => T.IsNaN(value) ? null : value;

    /// <summary>Writes an array of arrays as one column.</summary>
    /// <param name="values">As many arrays as the column's first dimension says.</param>
    /// <param name="length">The length of each.</param>
    /// <param name="writer">Takes the values.</param>
    /// <exception cref="ArgumentException">An array has another length.</exception>
    public static void WriteNested<T>(T[][] values, int length, ref RowWriter writer)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i]?.Length != length) throw new ArgumentException($"Array {i} has {values[i]?.Length ?? 0} values; its [Shape] says {length}.", nameof(values));
            writer.Write<T>(values[i]);
        }
    }

    /// <summary>The error of an output whose text is none of an enum's names.</summary>
    public static ScoringResponseException UnknownName(ReadOnlySpan<byte> name, string type) =>
        new($"The score says '{Encoding.UTF8.GetString(name)}', which is no name of {type}.");

    private static DateTime ToUtc(DateTime value) =>
        value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc);
}
