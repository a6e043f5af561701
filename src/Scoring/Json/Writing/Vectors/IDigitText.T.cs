namespace Scoring.Json.Writing.Vectors;

/// <summary>Writes one value with vectors.</summary>
internal interface IDigitText<T>
    where T : unmanaged
{
    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="to">Room for <see cref="VectorText{T, TText, TDigits}.MaxText"/> bytes.</param>
    /// <returns>The length of the text, 0 when it is left to <see cref="INumberText{T}"/>.</returns>
    static abstract int Write(T value, ref byte to);
}
