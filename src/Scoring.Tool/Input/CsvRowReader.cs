using System.Text.Unicode;
using CsvHelper;
using Scoring.Tool.Features;

namespace Scoring.Tool.Input;

/// <summary>Reads CSV: RFC 4180, a header, UTF-8.</summary>
internal sealed class CsvRowReader : RowReader
{
    private readonly CsvReader _csv;
    private readonly char _delimiter;
    private readonly List<int> _fields = [];

    /// <summary>The fields of each name; several only where the header says nothing.</summary>
    private readonly ILookup<string, int> _fieldsOf;
    private CsvMalformedReason? _malformed;
    private bool _ended;
    private long _bytesRead;

    /// <exception cref="UsageException">There is no header, or it has a name twice.</exception>
    public CsvRowReader(string option, string name, Stream stream, char delimiter, bool comments)
        : base(option, name)
    {
        _delimiter = delimiter;
        _csv = CsvReader.Create(stream, new CsvReaderOptions
        {
            Separator = delimiter,
            CommentPrefix = comments ? '#' : null,
            TrackLineNumbers = true,
            MaxRecordSize = MaxRowBytes,
            OnMalformedRecord = record => _malformed = record.Reason,
        });
        string[] headers = ReadHeader();
        _fieldsOf = headers.Index().ToLookup(static field => field.Item, static field => field.Index, StringComparer.Ordinal);
        if (_fieldsOf.FirstOrDefault(static fields => fields.Key.Length > 0 && fields.Count() > 1) is { } twice) throw Duplicate(twice.Key, [.. twice]);
        Columns = [.. headers.Select(static header => new InputColumn(header))];
    }

    public override char? Delimiter => _delimiter;

    public override long BytesRead => Volatile.Read(ref _bytesRead);

    public override bool Read()
    {
        _malformed = null;
        Problem = null;
        try
        {
            if (_ended || !_csv.Read()) return false;
            Line = _csv.LineNumber;
            Volatile.Write(ref _bytesRead, _csv.ByteOffset + _csv.RawRecord.Length);
            Problem = Check();
        }
        catch (CsvFormatException error)
        {
            _ended = true;
            Line = error.LineNumber;
            Problem = new RowProblem(RowCodes.Quote, $"a row is longer than {MaxRowBytes >> 20} MB, most likely because a quoted cell is never closed. The rest of the input was not read.");
        }

        return true;
    }

    public override int CountOf(int column) => 1;

    public override Cell GetCell(int column, int element)
    {
        ReadOnlySpan<byte> text = _csv.GetSpan(_fields[column]);
        return new Cell(text, text.IsEmpty);
    }

    public override Cell GetKept(int column) => new(_csv.GetSpan(_fields[column]), isMissing: false);

    public override void Dispose() => _csv.Dispose();

    protected override void OnSelected(string column)
    {
        int[] fields = [.. _fieldsOf[column]];
        _fields.Add(fields is [var field] ? field : throw Duplicate(column, fields));
    }

    private string[] ReadHeader()
    {
        try
        {
            _csv.ReadHeader();
        }
        catch (CsvFormatException error)
        {
            throw new UsageException($"{Option}: the header of {Name} cannot be read: it is longer than {MaxRowBytes >> 20} MB, most likely because a quoted name is never closed.", error);
        }

        string[] headers = [.. _csv.Headers];
        if (headers.Length == 0) throw new UsageException($"{Option}: {Name} is empty; its first line must name the columns.");
        return headers.Any(static header => header.Contains('\uFFFD', StringComparison.Ordinal))
            ? throw new UsageException($"{Option}: the header of {Name} is not UTF-8; convert the input, such as with iconv.")
            : headers;
    }

    private UsageException Duplicate(string header, int[] fields) =>
        new($"{Option}: {Name} has the column '{header}' {fields.Length} times (columns {string.Join(", ", fields.Select(static field => field + 1))}); rename all but one.");

    private RowProblem? Check()
    {
        if (_malformed == CsvMalformedReason.UnterminatedQuote)
            return new RowProblem(RowCodes.Quote, "a quoted cell is never closed, so that the rest of the input was read as part of it; double the quotes within a cell.");
        if (_malformed == CsvMalformedReason.TextAfterClosingQuote)
            return new RowProblem(RowCodes.Quote, "text follows the closing quote of a cell; double the quotes within a cell.");
        if (_csv.FieldCount != Columns.Count)
            return new RowProblem(RowCodes.Fields, $"{_csv.FieldCount} cells, but the header has {Columns.Count}.");
        return Utf8.IsValid(_csv.RawRecord) ? null : new RowProblem(RowCodes.Encoding, "not UTF-8; convert the input, such as with iconv.");
    }
}
