using System.Buffers;
using Scoring.Json.Reading;
using Scoring.Json.Reading.Fast;
using Scoring.Json.Reading.Inference;
using Scoring.Records;

namespace Scoring.Json;

/// <summary>Reads rows from a JSON text in any of the forms that scoring servers send.</summary>
/// <remarks>
/// <para>Read are: bare lists, lists of lists, lists of records with keys in any order, frames as pandas writes them (<c>split</c>, <c>columns</c>, <c>index</c>, <c>values</c>,
/// <c>table</c>), one list per column, tables of <c>ColumnNames</c> and <c>Values</c>, tensors of <c>name</c>, <c>shape</c> and <c>data</c>; within wrapper objects
/// (<see cref="JsonFrameReaderOptions.Path"/>), and within a JSON string that holds JSON. White space and a byte order mark are skipped. Beyond the standard, the tokens
/// <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> are numbers of floating columns.</para>
/// <para><b>Values.</b> A number is read to the nearest value of its column's type, ties to even; integers are exact at any size, and <c>3.0</c> or <c>3e0</c> is an integer.
/// A string that holds a number is that number, <c>"True"</c> is a bool, and an empty string or null is missing: NaN in floating columns, null in string columns, an error in others, and so is a
/// record's missing key. A number or bool for a string column is its text. A row's only element may stand in brackets or not. Lone surrogates become U+FFFD; a key that comes twice counts
/// as its last value; <c>{"b64": "…"}</c> is the bytes of a string.</para>
/// <para>Rows are matched by position. In the orients <c>columns</c> and <c>index</c> they are matched by label where the labels are the numbers from 0.</para>
/// <para>Immutable and thread-safe; made once per schema. Reading allocates nothing once the pools are warm. Numbers: D. Lemire, "Number Parsing at a Gigabyte per Second", 2021, and
/// N. Mushtak, D. Lemire, "Fast Number Parsing Without Fallback", 2023.</para>
/// </remarks>
public sealed class JsonFrameReader
{
    private readonly FrameSchema _schema;

    /// <summary>Makes a reader.</summary>
    /// <param name="schema">The columns to read. A batch comes from its pool.</param>
    /// <param name="options">Limits, and where the rows are; the defaults when left out.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public JsonFrameReader(RecordSchema schema, JsonFrameReaderOptions? options = null)
        : this(schema, options, JsonTiers.Best)
    {
    }

    internal JsonFrameReader(RecordSchema schema, JsonFrameReaderOptions? options, JsonTier tier)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Options = options ?? new JsonFrameReaderOptions();
        Options.Check();
        _schema = new FrameSchema(schema, Options, tier);
    }

    /// <summary>The columns it reads.</summary>
    public RecordSchema Schema => _schema.Schema;

    /// <summary>Limits, and where the rows are.</summary>
    public JsonFrameReaderOptions Options { get; }

    /// <summary>Reads all rows.</summary>
    /// <param name="json">The whole text, UTF-8. One of several segments is copied first.</param>
    /// <param name="expectedRows">How many rows there must be; any number when left out.</param>
    /// <returns>The caller's to dispose.</returns>
    /// <exception cref="JsonFrameException">The text does not hold these rows.</exception>
    public RecordBatch Read(in ReadOnlySequence<byte> json, int? expectedRows = null)
    {
        if (expectedRows is { } rows) ArgumentOutOfRangeException.ThrowIfNegative(rows, nameof(expectedRows));
        using var text = new ContiguousText(json, Options.MaxBytes);
        return FrameReading.Read(text.Bytes, _schema, expectedRows);
    }

    /// <summary>Reads the values of one column from an array: flat in row-major order, or nested by rows and their shape.</summary>
    /// <param name="json">The array alone, UTF-8, such as the <c>data</c> of an Open Inference tensor.</param>
    /// <param name="target">A batch with the rows that the array must have. The column's values are written into it.</param>
    /// <param name="column">The position of the column, 0 for the first.</param>
    /// <exception cref="JsonFrameException">The text does not hold these values.</exception>
    /// <exception cref="ArgumentException">The batch has other columns than <see cref="Schema"/>, or there is no such column.</exception>
    public void ReadColumn(in ReadOnlySequence<byte> json, RecordBatch target, int column)
    {
        if (!target.Schema.Equals(Schema)) throw new ArgumentException($"The batch has {target.Schema}, the reader {Schema}.", nameof(target));
        _ = target.ColumnAt(column);
        using var text = new ContiguousText(json, Options.MaxBytes);
        FrameReading.ReadColumn(text.Bytes, _schema, target, column);
    }

    /// <summary>Finds out the columns of an answer where no schema is known: names, types and shapes, over all of its rows.</summary>
    /// <param name="json">The whole text, UTF-8.</param>
    /// <param name="options">Limits, and where the rows are; the defaults when left out.</param>
    /// <returns>
    /// Numbers are Int64 where each is an integer that fits, UInt64 where each fits that, and Float64 otherwise or where a value is missing; bools Boolean; all else String. The one column of a
    /// bare array is named "". Rows that are lists of one kind of value are one column of that length, other lists a column per place, named by its number.
    /// </returns>
    /// <exception cref="JsonFrameException">The text holds no rows, or rows that do not fit together.</exception>
    public static RecordSchema Infer(in ReadOnlySequence<byte> json, JsonFrameReaderOptions? options = null)
    {
        options ??= new JsonFrameReaderOptions();
        options.Check();
        using var text = new ContiguousText(json, options.MaxBytes);
        return SchemaInference.Infer(text.Bytes, options);
    }
}
