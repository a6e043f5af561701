using System.Globalization;
using System.Text;
using Scoring.Records;

namespace Scoring.Json.Reading.Inference;

/// <summary>What is known of a frame from the rows seen so far.</summary>
internal sealed class InferredRows(int offset)
{
    private readonly List<InferredColumn> _columns = [];

    /// <summary>The rows taken as values of one column.</summary>
    private readonly InferredColumn _whole = new("");

    /// <summary>Names of columns that stand beside the rows; null when they do not.</summary>
    private List<string>? _names;

    private int _rows;
    private bool _hasRecords;

    /// <summary>Names the columns of rows that are lists.</summary>
    public void SetNames(List<string> names) => _names = names;

    /// <summary>Looks at all rows of an array.</summary>
    public void AddArray(ref JsonText text)
    {
        text.Open();
        if (text.TryClose((byte)']')) return;
        do Add(ref text);
        while (text.NextItem((byte)']'));
    }

    /// <summary>Looks at one more row.</summary>
    public void Add(ref JsonText text)
    {
        if (text.Peek() == (byte)'{') AddRecord(ref text);
        else if (_hasRecords) text.FailMismatch("a record like the rows before");
        else AddList(ref text);
        _rows++;
    }

    /// <summary>Looks at all values of one column: an array, or an object of labels.</summary>
    public void AddColumn(ref JsonText text, string name)
    {
        InferredColumn column = Find(name);
        bool isArray = text.Peek() == (byte)'[';
        text.Open();
        if (text.TryClose(isArray ? (byte)']' : (byte)'}')) return;
        do
        {
            if (!isArray) text.ReadKey();
            column.Add(ref text);
        }
        while (text.NextItem(isArray ? (byte)']' : (byte)'}'));
        _hasRecords = true;
        _rows = Math.Max(_rows, column.Rows);
    }

    public RecordSchema ToSchema()
    {
        if (_rows == 0) JsonThrow.Mismatch(offset, "at least one row to infer columns from", "none");
        bool isWhole = !_hasRecords && _names is null && (_whole.IsUniform || _columns.Count == 0);
        if (isWhole) return new RecordSchema(_whole.ToSchema(_rows, offset));
        if (_columns.Count == 0) JsonThrow.Mismatch(offset, "rows with columns", "rows without any");
        if (!_hasRecords && _columns.Any(column => column.Rows != _rows)) JsonThrow.Mismatch(offset, "rows with the same number of columns", "rows of several lengths");
        return new RecordSchema([.. _columns.Select(column => column.ToSchema(_rows, offset))]);
    }

    public static string Decode(JsonText text, JsonString value)
    {
        using var unescaped = new UnescapedText(text.Raw(value));
        return Encoding.UTF8.GetString(unescaped.Bytes);
    }

    private void AddRecord(ref JsonText text)
    {
        if (_rows > 0 && !_hasRecords) text.FailMismatch("a list like the rows before");
        _hasRecords = true;
        text.Open();
        if (text.TryClose((byte)'}')) return;
        do
        {
            string name = Decode(text, text.ReadKey());
            InferredColumn column = Find(name);
            column.Add(ref text);
        }
        while (text.NextItem((byte)'}'));
    }

    private void AddList(ref JsonText text)
    {
        JsonText again = text;
        _whole.Add(ref text);
        if (again.Peek() != (byte)'[') return;
        again.Open();
        if (again.TryClose((byte)']')) return;
        int place = 0;
        do Find(NameOf(place++)).Add(ref again);
        while (again.NextItem((byte)']'));
    }

    private string NameOf(int place) => _names is not null && place < _names.Count ? _names[place] : place.ToString(CultureInfo.InvariantCulture);

    private InferredColumn Find(string name)
    {
        foreach (InferredColumn known in _columns)
        {
            if (known.Name == name) return known;
        }

        var column = new InferredColumn(name);
        _columns.Add(column);
        return column;
    }
}
