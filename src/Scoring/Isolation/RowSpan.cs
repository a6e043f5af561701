namespace Scoring.Isolation;

/// <summary>Some consecutive rows of a request.</summary>
internal readonly record struct RowSpan(int Start, int Count)
{
    public RowSpan FirstHalf => new(Start, Count / 2);

    public RowSpan SecondHalf => new(Start + (Count / 2), Count - (Count / 2));

    /// <summary>One row somewhere inside.</summary>
    /// <param name="at">Where, from 0 to below 1.</param>
    public RowSpan Single(double at) => new(Start + (int)(at * Count), 1);
}
