using System.Buffers;
using Scoring.Json.Writing;
using Scoring.Records;

namespace Scoring.Json;

/// <summary>Writes batches as JSON, in the layouts that numpy, pandas and model servers read.</summary>
/// <remarks>
/// <para>Immutable and thread-safe. Make one per schema and keep it: names are escaped when it is made, and writing allocates nothing.</para>
/// <para><b>Numbers.</b> A floating-point number is the shortest text that reads back to the same bits, of its own width: a Float32 read as double and narrowed is the same number again. Values from
/// 0.00001 up to below 10^16 have no exponent, whole ones no point: <c>5</c>, <c>0.1</c>, <c>1e16</c>, <c>1.5e-7</c>. Zero is <c>0</c>, negative zero <c>-0.0</c>. Integers are written with every digit, beyond 2^53 too.</para>
/// <para><b>Strings</b> are UTF-8 and escaped as little as RFC 8259 allows (quotation mark, backslash, U+0000 to U+001F). What is not UTF-8 becomes U+FFFD, each maximal part of a character one,
/// as with <see cref="System.Text.Encoding.UTF8"/>; so does half of a surrogate pair in a name or a text. A missing string is <c>null</c>.</para>
/// <para>It writes compact UTF-8 without white space, line ends or a byte order mark. It is not a serializer of objects.</para>
/// </remarks>
public sealed class JsonFrameWriter
{
    private readonly FrameColumn[] _columns;
    private readonly FrameWriter _frame;

    /// <summary>Makes a writer.</summary>
    /// <param name="schema">The columns of the batches.</param>
    /// <param name="options">How to write; the defaults when left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option has no such value.</exception>
    public JsonFrameWriter(RecordSchema schema, JsonFrameWriterOptions? options = null)
        : this(schema, options, ColumnWriters.Best)
    {
    }

    internal JsonFrameWriter(RecordSchema schema, JsonFrameWriterOptions? options, Tier tier)
        : this(schema, schema?.Columns.Select(static (column, index) => (index, column.Name)) ?? [], options, tier)
    {
    }

    /// <summary>Makes a writer of some of the columns.</summary>
    /// <param name="schema">The columns of the batches.</param>
    /// <param name="columns">The positions of those that are written, and what they are called there.</param>
    /// <param name="options">How to write.</param>
    internal JsonFrameWriter(RecordSchema schema, IEnumerable<(int Index, string Name)> columns, JsonFrameWriterOptions options)
        : this(schema, columns, options, ColumnWriters.Best)
    {
    }

    private JsonFrameWriter(RecordSchema schema, IEnumerable<(int Index, string Name)> columns, JsonFrameWriterOptions? options, Tier tier)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Schema = schema;
        Options = options ?? new JsonFrameWriterOptions();
        Check(Options);
        var form = new ValueForm(Options.ValuesAsStrings ? 1 : 0, Options.NonFinite);
        _columns = [.. columns.Select(column => ColumnOf(column.Index, column.Name))];
        _frame = Create(_columns, Options, tier);

        FrameColumn ColumnOf(int index, string name) =>
            new(new ColumnSchema(name, schema.Columns[index].Type, schema.Columns[index].Shape), index, form, WriterOf(schema.Columns[index].Type, name, Options, tier));
    }

    /// <summary>The columns of the batches that are written.</summary>
    public RecordSchema Schema { get; }

    /// <summary>How they are written.</summary>
    public JsonFrameWriterOptions Options { get; }

    /// <summary>Writes a batch.</summary>
    /// <param name="rows">Borrowed until the call ends. Of an equal schema.</param>
    /// <param name="output">Takes the bytes, in pieces of at least 4 KB of room. A <see cref="System.IO.Pipelines.PipeWriter"/> is not flushed.</param>
    /// <exception cref="ArgumentException">The batch has another schema, or holds NaN or infinities that <see cref="JsonFrameWriterOptions.NonFinite"/> refuses.
    /// Then the output may hold the beginning of the text.</exception>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public void Write(RecordBatch rows, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        CheckSchema(rows);
        var json = new JsonOutput(output);
        _frame.Write(rows, ref json);
        json.Flush();
    }

    /// <summary>Writes one column as an array of its rows, whatever the layout.</summary>
    /// <param name="rows">Borrowed until the call ends. Of an equal schema.</param>
    /// <param name="column">The position of the column.</param>
    /// <param name="output">As for <see cref="Write"/>.</param>
    /// <param name="flat">Whether all elements stand in one array, row-major and without nesting, as the Open Inference Protocol's <c>data</c> may; else an array per row and dimension.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    /// <exception cref="ArgumentException">As for <see cref="Write"/>.</exception>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public void WriteColumn(RecordBatch rows, int column, IBufferWriter<byte> output, bool flat)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, _columns.Length);
        CheckSchema(rows);
        var json = new JsonOutput(output);
        ArrayFrameWriter.Write(rows, _columns[column], flat, ref json);
        json.Flush();
    }

    private void CheckSchema(RecordBatch rows)
    {
        if (!rows.Schema.Equals(Schema)) JsonWriteThrow.OtherSchema(rows, Schema);
    }

    private static ColumnWriter WriterOf(ElementType type, string name, JsonFrameWriterOptions options, Tier tier) =>
        type == ElementType.String && options.BytesColumns.Contains(name) ? new BytesColumnWriter(options.BareBytes) : ColumnWriters.Create(type, tier);

    private static void Check(JsonFrameWriterOptions options)
    {
        if (!Enum.IsDefined(options.Layout)) throw new ArgumentOutOfRangeException(nameof(options), options.Layout, $"There is no layout {options.Layout}.");
        if (!Enum.IsDefined(options.NonFinite)) throw new ArgumentOutOfRangeException(nameof(options), options.NonFinite, $"There is no handling {options.NonFinite} of NaN.");
    }

    private static FrameWriter Create(FrameColumn[] columns, JsonFrameWriterOptions options, Tier tier) => options.Layout switch
    {
        JsonFrameLayout.Records => new RowFrameWriter(columns, RowText.Objects(columns), tier),
        JsonFrameLayout.Index => new RowFrameWriter(columns, RowText.NumberedObjects(columns), tier),
        JsonFrameLayout.Split => new SplitFrameWriter(columns, options.WriteIndex, tier),
        JsonFrameLayout.Lists => new ListFrameWriter(columns),
        JsonFrameLayout.Columns => new ColumnFrameWriter(columns, tier),
        _ when columns is [{ IsScalar: false } only] => new ArrayFrameWriter(only),
        _ when columns is [var only] && options.UnwrapSingleColumn => new ArrayFrameWriter(only),
        _ => new RowFrameWriter(columns, RowText.Arrays(columns), tier),
    };
}
