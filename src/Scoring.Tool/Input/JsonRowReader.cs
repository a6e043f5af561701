using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Scoring.Tool.Features;

namespace Scoring.Tool.Input;

/// <summary>Reads JSON lines: an object per line, its properties are the columns.</summary>
internal sealed class JsonRowReader : RowReader
{
    /// <summary>So many lines that are no objects in a row at the start, and the input is something else.</summary>
    private const int MaxLinesBeforeFirstObject = 100;

    private readonly Stream _stream;
    private readonly LineReader _lines;
    private readonly bool _keepsJson;
    private readonly List<JsonValues> _selected = [];
    private readonly Queue<(long Line, RowProblem Problem)> _before = new();
    private byte[]? _first;
    private long _firstLine;
    private byte[] _line = [];
    private int _lineLength;
    private bool _ended;

    /// <param name="option">What names the file, for messages.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="stream">UTF-8.</param>
    /// <param name="keepsJson">Whether kept columns are wanted as JSON rather than as text.</param>
    /// <exception cref="UsageException">No line is a JSON object.</exception>
    public JsonRowReader(string option, string name, Stream stream, bool keepsJson)
        : base(option, name)
    {
        _stream = stream;
        _lines = new LineReader(stream, MaxRowBytes);
        _keepsJson = keepsJson;
        ReadFirst();
    }

    public override long BytesRead => _lines.BytesRead;

    public override bool Read()
    {
        if (_before.TryDequeue(out var before))
        {
            (Line, Problem) = before;
            return true;
        }

        if (!NextLine()) return false;
        if (!_ended) Problem = Parse(_line.AsSpan(0, _lineLength));
        return true;
    }

    public override int CountOf(int column) => _selected[column].HasObject ? 0 : _selected[column].Count;

    public override Cell GetCell(int column, int element) => _selected[column][element];

    public override Cell GetKept(int column)
    {
        JsonValues values = _selected[column];
        if (values.Count < 0) return new Cell(default, isMissing: true);
        ReadOnlySpan<byte> line = _line.AsSpan(0, _lineLength);
        return _keepsJson ? new Cell(values.RawOf(line), isMissing: false) : values.TextOf(line);
    }

    public override void Dispose() => _stream.Dispose();

    protected override void OnSelected(string column) => _selected.Add(new JsonValues(Encoding.UTF8.GetBytes(column)));

    private void ReadFirst()
    {
        while (NextLine())
        {
            RowProblem? problem = _ended ? Problem : TryReadColumns();
            if (problem is null) return;
            _before.Enqueue((Line, problem.Value));
            if (_before.Count >= MaxLinesBeforeFirstObject) throw NotJson();
        }

        if (_before.Count > 0) throw NotJson();
    }

    private RowProblem? TryReadColumns()
    {
        ReadOnlySpan<byte> line = _line.AsSpan(0, _lineLength);
        if (Parse(line) is { } problem) return problem;
        Columns = JsonColumns.Of(line);
        (_first, _firstLine) = (line.ToArray(), Line);
        return null;
    }

    private UsageException NotJson()
    {
        (long line, RowProblem problem) = _before.Peek();
        return new UsageException($"{Option}: {(_before.Count == 1 ? "the first line" : $"none of the first {_before.Count} lines")} of {Name} is {(_before.Count == 1 ? "no" : "a")} JSON object. Line {line}: {problem.Message} For CSV give --format csv.");
    }

    /// <summary>Copies the next line that is not blank, since it is looked at until the one after it is read.</summary>
    private bool NextLine()
    {
        if (_first is { } first)
        {
            (_line, _lineLength, _first, Line) = (first, first.Length, null, _firstLine);
            return true;
        }

        try
        {
            while (!_ended && _lines.TryRead(out ReadOnlySpan<byte> line))
            {
                if (line.Trim(" \t\r"u8).IsEmpty) continue;
                Line = _lines.Number;
                if (_line.Length < line.Length) _line = new byte[line.Length * 2];
                line.CopyTo(_line);
                _lineLength = line.Length;
                return true;
            }

            return false;
        }
        catch (InvalidDataException error)
        {
            _ended = true;
            Line = _lines.Number + 1;
            Problem = new RowProblem(RowCodes.Json, $"{error.Message} The rest of the input was not read.");
            return true;
        }
    }

    private RowProblem? Parse(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line)) return new RowProblem(RowCodes.Encoding, "not UTF-8; convert the input, such as with iconv.");
        foreach (JsonValues values in _selected) values.Clear();
        try
        {
            var json = new Utf8JsonReader(line);
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject) return new RowProblem(RowCodes.Json, $"not a JSON object but {Describe(json.TokenType)}.");
            ReadProperties(ref json);
            json.Read();
            return null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return new RowProblem(RowCodes.Json, $"not JSON: {Reason(error)}");
        }
    }

    private void ReadProperties(ref Utf8JsonReader json)
    {
        int expected = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            int column = IndexOf(ref json, expected);
            json.Read();
            if (column < 0)
            {
                json.Skip();
                continue;
            }

            _selected[column].Read(ref json);
            expected = column + 1;
        }
    }

    /// <summary>The selected column of this name, looked for first where the row before had it.</summary>
    private int IndexOf(ref Utf8JsonReader json, int expected)
    {
        for (int i = 0; i < _selected.Count; i++)
        {
            int column = (expected + i) % _selected.Count;
            if (json.ValueTextEquals(_selected[column].Name)) return column;
        }

        return -1;
    }

    /// <summary>Without the parser's own line, which is always the first, and without advice for programmers.</summary>
    private static string Reason(Exception error)
    {
        if (error is not JsonException { BytePositionInLine: { } position }) return "a text has half of a surrogate pair (\\ud800 to \\udfff); write both halves.";
        string message = error.Message;
        int end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        IEnumerable<string> sentences = (end < 0 ? message : message[..end]).Split(". ").Where(static sentence => !sentence.Contains("reader options", StringComparison.Ordinal));
        return string.Create(CultureInfo.InvariantCulture, $"at byte {position + 1} of the line: {string.Join(". ", sentences)}");
    }

    private static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        _ => "true, false or null",
    };
}
