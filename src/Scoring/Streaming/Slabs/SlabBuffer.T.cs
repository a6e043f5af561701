namespace Scoring.Streaming.Slabs;

/// <summary>Memory for the rows of a slab and their scores.</summary>
/// <param name="size">Which of the sizes of a <see cref="SlabPool{TRow, TScore}"/>.</param>
/// <param name="capacity">Rows.</param>
internal sealed class SlabBuffer<TRow, TScore>(int size, int capacity)
{
    public int Size { get; } = size;

    public TRow[] Rows { get; } = new TRow[capacity];

    public TScore[] Scores { get; } = new TScore[capacity];

    /// <summary>The rows' own errors; null until a row failed alone for the first time, and holding only nulls between uses.</summary>
    public Exception?[]? Errors { get; set; }
}
