using System.Numerics;

namespace Scoring.Isolation;

/// <summary>How bad rows are looked for. Read once, when the stage is added.</summary>
/// <remarks>Not thread-safe; what is built with it is.</remarks>
public sealed class RowIsolationOptions
{
    /// <summary>Most calls that are made to find the bad rows of one refused request, besides the request itself: 1 or more. By default 2·⌈log₂ n⌉ + 4 for a request of
    /// n rows (22 for 500), which is enough for one bad row. For m bad rows 2m·(⌈log₂(n/m)⌉ + 1) are enough.</summary>
    /// <remarks>They are made one after the other, in the place of the refused request. Rows that are neither scored nor refused when they are spent fail with
    /// <see cref="ScoringNotIsolatedException"/>.</remarks>
    public int? MaxCalls { get; set; }

    /// <summary>The budget of a request.</summary>
    internal int MaxCallsFor(int rows) => MaxCalls ?? ((2 * (1 + BitOperations.Log2((uint)rows - 1))) + 4);

    internal RowIsolationOptions Copy() => (RowIsolationOptions)MemberwiseClone();

    internal void Validate()
    {
        if (MaxCalls is < 1)
        {
            throw new ArgumentOutOfRangeException(
                $"{nameof(RowIsolationOptions)}.{nameof(MaxCalls)}", MaxCalls, $"{nameof(RowIsolationOptions)}.{nameof(MaxCalls)} is {MaxCalls}; it must be 1 or more calls.");
        }
    }
}
