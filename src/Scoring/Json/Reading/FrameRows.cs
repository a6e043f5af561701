using Scoring.Records;

namespace Scoring.Json.Reading;

/// <summary>The rows that are being read: a batch that grows where their number is not known.</summary>
internal struct FrameRows(FrameSchema schema, int? expected)
{
    private readonly RecordSchema _schema = schema.Schema;
    private readonly int _maxRows = schema.Options.MaxRows;
    private readonly int _firstCapacity = schema.FirstCapacity;

    /// <summary>The batch; default before there is a row.</summary>
    public RecordBatch Batch { get; private set; }

    /// <summary>Rows that the batch has room for.</summary>
    public int Capacity { get; private set; }

    /// <summary>How many rows there must be, if that is known.</summary>
    public int? Expected { get; } = expected;

    /// <summary>How many rows were read, once all of them were; −1 before that.</summary>
    public int Count { get; set; } = -1;

    /// <summary>Makes sure that a row can be written.</summary>
    /// <param name="row">The row's index.</param>
    /// <param name="offset">Where it begins in the text.</param>
    public void Reserve(int row, int offset)
    {
        if (row < Capacity) return;
        if (row >= (Expected ?? int.MaxValue)) JsonThrow.RowCount(offset, $"{Expected} rows", "more");
        if (row >= _maxRows) JsonThrow.Limit(offset, $"at most {nameof(JsonFrameReaderOptions.MaxRows)} = {_maxRows} rows", "more");
        Grow(row + 1);
    }

    /// <summary>Ends the rows.</summary>
    /// <param name="count">How many were found.</param>
    /// <param name="offset">Where they end in the text.</param>
    public void Finish(int count, int offset)
    {
        if (count != (Expected ?? count)) JsonThrow.RowCount(offset, $"{Expected} rows", $"{count}");
        if (Batch.IsDefault) Rent(count);
        Count = count;
    }

    /// <summary>The rows as a batch of exactly so many.</summary>
    public readonly RecordBatch ToBatch() => Batch.First(Count);

    private void Grow(int rows)
    {
        long roomy = Math.Min(_maxRows, Math.Max(rows, Math.Max(_firstCapacity, 2L * Capacity)));
        RecordBatch smaller = Batch;
        int kept = Capacity;
        Rent(Expected ?? (int)roomy);
        if (smaller.IsDefault) return;
        RowCopy.Copy(smaller, 0, Batch, 0, kept);
        smaller.Dispose();
    }

    private void Rent(int rows)
    {
        Batch = RecordBatch.Rent(_schema, rows);
        Capacity = rows;
    }
}
