namespace Scoring.Json.Writing;

/// <summary>The text of one type of element.</summary>
internal interface INumberText<T>
    where T : unmanaged
{
    /// <summary>Whether <see cref="Write"/> takes the value.</summary>
    static abstract bool IsFinite(T value);

    /// <summary>Writes a finite value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="to">At least 32 bytes.</param>
    /// <returns>The length of the text, at most 24.</returns>
    static abstract int Write(T value, Span<byte> to);

    /// <summary>A value that is not finite, as the same of a double.</summary>
    static abstract double ToDouble(T value);
}
