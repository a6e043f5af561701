using Scoring.Records;

namespace Scoring.Tool.Input;

/// <summary>Some thousand rows on their way: read, then scored, then written. Used again afterwards.</summary>
internal sealed class RowBlock(int capacity, int keptColumns)
{
    /// <summary>The features of the rows that could be read; rented for each use.</summary>
    public RecordBatch Rows { get; set; }

    /// <summary>How many rows could be read.</summary>
    public int Count { get; set; }

    public int Capacity => capacity;

    public KeptCells Kept { get; } = new(keptColumns);

    /// <summary>The number of each row that could be read.</summary>
    public long[] Numbers { get; } = new long[capacity];

    /// <summary>The line at which each of them starts.</summary>
    public long[] Lines { get; } = new long[capacity];

    /// <summary>The partition of each of them.</summary>
    public int[] Partitions { get; } = new int[capacity];

    /// <summary>The rows that have no score.</summary>
    public List<RowFailure> Failures { get; } = [];

    public void Clear()
    {
        Rows.Dispose();
        Rows = default;
        Count = 0;
        Kept.Clear();
        Failures.Clear();
    }
}
