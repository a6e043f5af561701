namespace Scoring.Isolation;

/// <summary>Some consecutive rows of a request.</summary>
internal readonly record struct RowSpan(int Start, int Count)
{
    public RowSpan FirstHalf => new(Start, Count / 2);

    public RowSpan SecondHalf => new(Start + (Count / 2), Count - (Count / 2));

    /// <summary>The rows before one of them.</summary>
    public RowSpan Before(int row) => new(Start, row - Start);

    /// <summary>The rows after one of them.</summary>
    public RowSpan After(int row) => new(row + 1, Start + Count - row - 1);

    /// <summary>One row somewhere inside.</summary>
    /// <param name="at">Where, from 0 to below 1.</param>
    public RowSpan Single(double at) => new(Start + (int)(at * Count), 1);
}
