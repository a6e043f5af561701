using System.Collections.Immutable;
using System.Text;
using Scoring.Records;
using Scoring.Streaming;
using Scoring.Tool.Features;

namespace Scoring.Tool.Input;

/// <summary>Fills blocks with rows: features as the model takes them, kept columns as they are.</summary>
internal sealed class RowBlockReader
{
    /// <summary>Rows of the same key share a partition; more partitions than any machine has lanes, few enough that their pieces of a block are worth a run.</summary>
    public const int Partitions = 64;

    private const int MaxRows = 8192;
    private const int MaxBatchBytes = 8 << 20;
    private const int MaxInputBytes = 8 << 20;
    private const int ExcerptLength = 40;

    private readonly RowReader _reader;
    private readonly FeatureLayout _layout;
    private readonly ImmutableArray<FeatureSlot> _slots;
    private readonly int[] _kept;
    private readonly int? _partitionColumn;
    private readonly int[] _features;
    private char[] _key = new char[256];
    private long _row;

    /// <param name="reader">Gives the rows.</param>
    /// <param name="layout">Which of its columns are features.</param>
    /// <param name="keep">The columns that are written again.</param>
    /// <param name="partitionBy">The column whose value chooses the partition; null for one partition.</param>
    /// <param name="rowBytes">What a row's features and scores take, texts not counted.</param>
    public RowBlockReader(RowReader reader, FeatureLayout layout, IReadOnlyList<string> keep, string? partitionBy, long rowBytes)
    {
        _reader = reader;
        _layout = layout;
        _features = [.. layout.Names.Select(reader.Select)];
        _slots = layout.Slots;
        _kept = [.. keep.Select(reader.Select)];
        _partitionColumn = partitionBy is null ? null : reader.Select(partitionBy);
        Capacity = (int)Math.Clamp(MaxBatchBytes / Math.Max(rowBytes, 1), 1, MaxRows);
    }

    /// <summary>Rows in a block: fewer when they are wide.</summary>
    public int Capacity { get; }

    public long BytesRead => _reader.BytesRead;

    public RowBlock CreateBlock() => new(Capacity, _kept.Length);

    /// <summary>Reads the next rows into a block that is clear.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Fill(RowBlock block)
    {
        block.Rows = RecordBatch.Rent(_layout.Schema, block.Capacity);
        foreach (FeatureColumn column in _layout.Columns) column.Attach(block.Rows);
        long start = _reader.BytesRead;
        while (block.Count + block.Failures.Count < block.Capacity && _reader.BytesRead - start < MaxInputBytes && _reader.Read())
        {
            _row++;
            if ((_reader.Problem ?? WriteFeatures(block.Count)) is { } problem) block.Failures.Add(RowFailure.At(_row, _reader.Line, problem));
            else Accept(block);
        }

        return block.Count + block.Failures.Count > 0;
    }

    private void Accept(RowBlock block)
    {
        block.Numbers[block.Count] = _row;
        block.Lines[block.Count] = _reader.Line;
        if (_partitionColumn is { } column) block.Partitions[block.Count] = PartitionOf(_reader.CountOf(column) > 0 ? _reader.GetCell(column, 0).Text : default);
        foreach (int kept in _kept) block.Kept.Add(_reader.GetKept(kept));
        block.Count++;
    }

    private int PartitionOf(ReadOnlySpan<byte> key)
    {
        if (_key.Length < key.Length) _key = new char[key.Length * 2];
        return PartitionSelector.PartitionOf(_key.AsSpan(0, Encoding.UTF8.GetChars(key, _key)), Partitions);
    }

    private RowProblem? WriteFeatures(int row)
    {
        foreach (FeatureSlot slot in _slots)
        {
            int column = _features[slot.Column], count = _reader.CountOf(column);
            if (count != _layout.Widths[slot.Column]) return WrongCount(slot.Column, count);
            FeatureColumn feature = _layout.Columns[slot.Feature];
            for (int i = 0; i < slot.Count; i++)
            {
                Cell cell = _reader.GetCell(column, slot.First + i);
                CellProblem problem = feature.Write(row, slot.Element + i, cell);
                if (problem != CellProblem.None) return Describe(problem, slot.Column, feature.Schema.Type, cell.Text);
            }
        }

        return null;
    }

    private RowProblem WrongCount(int column, int count)
    {
        string name = _layout.Names[column];
        return count < 0
            ? new RowProblem(RowCodes.Column, $"no property '{name}'.")
            : new RowProblem(RowCodes.Shape, $"'{name}' has {count} values; {_layout.Widths[column]} are needed.");
    }

    private RowProblem Describe(CellProblem problem, int column, ElementType type, ReadOnlySpan<byte> cell)
    {
        string text = Encoding.UTF8.GetString(cell);
        string place = $"column '{_layout.Names[column]}' is '{(text.Length > ExcerptLength ? $"{text[..ExcerptLength]}…" : text)}'";
        return problem switch
        {
            CellProblem.Missing => new RowProblem(RowCodes.Missing, $"column '{_layout.Names[column]}' is empty; {type} values cannot be missing."),
            CellProblem.NotWhole => new RowProblem(RowCodes.Number, $"{place}, not a whole number ({type})."),
            CellProblem.OutOfRange => new RowProblem(RowCodes.Range, $"{place}, which {type} cannot hold."),
            CellProblem.NotABoolean => new RowProblem(RowCodes.Bool, $"{place}, not true, false, 1 or 0."),
            _ => new RowProblem(RowCodes.Number, $"{place}, not a number ({type})."),
        };
    }
}
