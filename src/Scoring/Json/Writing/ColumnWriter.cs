namespace Scoring.Json.Writing;

/// <summary>Writes the values of one type of column. Has no state; one serves every column and thread.</summary>
/// <remarks>The methods give −1, or the first element that was refused since it is not finite.</remarks>
internal abstract class ColumnWriter
{
    /// <summary>The result of a run of which every value was written.</summary>
    public const int Done = -1;

    /// <summary>Writes values one after the other.</summary>
    /// <param name="column">Where they are.</param>
    /// <param name="start">The first element.</param>
    /// <param name="count">How many.</param>
    /// <param name="form">How they are separated.</param>
    /// <param name="output">Where to.</param>
    public abstract int WriteList(ColumnBuffer column, int start, int count, in ListForm form, ref JsonOutput output);

    /// <summary>Writes the values of scalar rows into slots.</summary>
    /// <param name="column">Where they are.</param>
    /// <param name="start">The first row.</param>
    /// <param name="count">How many.</param>
    /// <param name="form">How each is written.</param>
    /// <param name="slots">See <see cref="Slots"/>.</param>
    public abstract int WriteSlots(ColumnBuffer column, int start, int count, ValueForm form, Span<byte> slots);
}
