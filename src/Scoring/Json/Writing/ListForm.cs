namespace Scoring.Json.Writing;

/// <summary>How a run of values is written: with commas between, and <c>],[</c> after every row.</summary>
internal readonly struct ListForm(ValueForm value, int rowLength)
{
    /// <summary>How each value is written.</summary>
    public readonly ValueForm Value = value;

    /// <summary>Values between two <c>],[</c>, 1 or more; <see cref="int.MaxValue"/> for a flat list.</summary>
    public readonly int RowLength = rowLength;
}
