using System.Buffers;
using Scoring.Tool.Features;

namespace Scoring.Tool.Input;

/// <summary>The kept columns of a block's rows, until their scores are there.</summary>
internal sealed class KeptCells(int columns)
{
    private readonly ArrayBufferWriter<byte> _text = new();

    /// <summary>Where each cell ends; the complement of it for a missing one.</summary>
    private readonly List<int> _ends = [];

    public int Columns => columns;

    public void Clear()
    {
        _text.ResetWrittenCount();
        _ends.Clear();
    }

    public void Add(Cell cell)
    {
        _text.Write(cell.Text);
        _ends.Add(cell.IsMissing ? ~_text.WrittenCount : _text.WrittenCount);
    }

    public Cell this[int row, int column]
    {
        get
        {
            int index = (row * columns) + column;
            int start = index == 0 ? 0 : End(index - 1);
            return new Cell(_text.WrittenSpan[start..End(index)], _ends[index] < 0);
        }
    }

    private int End(int index) => _ends[index] < 0 ? ~_ends[index] : _ends[index];
}
