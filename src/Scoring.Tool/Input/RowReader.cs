using Scoring.Tool.Features;

namespace Scoring.Tool.Input;

/// <summary>Reads rows, one after the other, in constant memory.</summary>
internal abstract class RowReader(string option, string name) : IDisposable
{
    /// <summary>Longest row: beyond it the input is taken for broken, by an open quote most likely.</summary>
    public const int MaxRowBytes = 64 << 20;

    private readonly Dictionary<string, int> _selected = new(StringComparer.Ordinal);

    /// <summary>What names the file, for messages.</summary>
    public string Option { get; } = option;

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; } = name;

    /// <summary>The columns of the header, or of the first JSON object.</summary>
    public IReadOnlyList<InputColumn> Columns { get; protected set; } = [];

    /// <summary>What separates the cells; null for JSON lines.</summary>
    public virtual char? Delimiter => null;

    /// <summary>Bytes of the input up to and with the current row.</summary>
    public abstract long BytesRead { get; }

    /// <summary>The line at which the current row starts, 1 for the first.</summary>
    public long Line { get; protected set; }

    /// <summary>Why the current row cannot be read; null when it can.</summary>
    public RowProblem? Problem { get; protected set; }

    /// <summary>Asks for a column.</summary>
    /// <returns>Its position in the methods below.</returns>
    public int Select(string column)
    {
        if (_selected.TryGetValue(column, out int position)) return position;
        OnSelected(column);
        _selected.Add(column, _selected.Count);
        return _selected.Count - 1;
    }

    /// <summary>Moves to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public abstract bool Read();

    /// <summary>How many values the current row has in a column: −1 when it has no such column.</summary>
    public abstract int CountOf(int column);

    /// <summary>A value of the current row.</summary>
    public abstract Cell GetCell(int column, int element);

    /// <summary>A column of the current row as it is to be written again.</summary>
    public abstract Cell GetKept(int column);

    public abstract void Dispose();

    protected abstract void OnSelected(string column);
}
