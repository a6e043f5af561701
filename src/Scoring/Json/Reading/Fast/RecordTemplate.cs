namespace Scoring.Json.Reading.Fast;

/// <summary>How the record that was read last is written: the text before each value, from the end of the record before it on, and behind the last one.</summary>
/// <remarks>The next record is most likely the same but for the values. A record is a template if it has every column once and no other key.</remarks>
internal ref struct RecordTemplate(Span<RecordPart> parts)
{
    /// <summary>Texts up to this length are compared; records with longer ones are rare.</summary>
    private const int MaxPartLength = 256;

    private readonly Span<RecordPart> _parts = parts;
    private int _count;
    private int _start;
    private bool _isUsual;

    /// <summary>Where the record ended that was read last; −1 when there was none.</summary>
    public int End { get; set; } = -1;

    /// <summary>The texts and their columns; the last has none. Empty when there is no template.</summary>
    public readonly ReadOnlySpan<RecordPart> Parts => _isUsual ? _parts[.._count] : default;

    /// <summary>Begins to learn a record.</summary>
    public void Begin()
    {
        _count = 0;
        _start = End;
        _isUsual = End >= 0;
    }

    /// <summary>Learns what stands before a value.</summary>
    public void AddValue(int column, int valueStart) => Add(column, valueStart);

    /// <summary>Begins the text behind a value.</summary>
    public void EndValue(int valueEnd) => _start = valueEnd;

    /// <summary>Learns what stands behind the last value.</summary>
    /// <param name="end">The end of the record.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="isWhole">Whether each of them had a value.</param>
    public void Finish(int end, int columns, bool isWhole)
    {
        Add(-1, end);
        _isUsual &= isWhole && _count == columns + 1;
        End = end;
    }

    private void Add(int column, int end)
    {
        _isUsual &= _count < _parts.Length && end - _start <= MaxPartLength && (column >= 0 || _count > 0);
        if (_isUsual) _parts[_count++] = new RecordPart(_start, end - _start, column);
    }
}
