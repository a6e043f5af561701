namespace Scoring.Isolation;

/// <summary>Some consecutive rows of a request.</summary>
internal readonly record struct RowSpan(int Start, int Count)
{
    public RowSpan FirstHalf => new(Start, Count / 2);

    public RowSpan SecondHalf => new(Start + (Count / 2), Count - (Count / 2));

    /// <summary>One row from the middle: the first and the last row of a request are more often peculiar than others.</summary>
    public RowSpan Middle => new(Start + (Count / 2), 1);
}
