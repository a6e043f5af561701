namespace Scoring.Json.Reading.Fast;

/// <summary>What vectors of one width do for <see cref="VectorDigits{TLong}"/>.</summary>
internal interface ILongDigits
{
    /// <summary>The digits of the significand.</summary>
    const int Count = 19;

    /// <inheritdoc cref="IDigits.IsSupported"/>
    static abstract bool IsSupported { get; }

    /// <inheritdoc cref="IDigits.FindOthers"/>
    static abstract ulong FindOthers(ref byte text);

    /// <summary>Reads up to nineteen digits, one byte among which may be a point.</summary>
    /// <param name="text">The first byte.</param>
    /// <param name="integers">Digits before the point, or all of them.</param>
    /// <param name="length">Digits and point.</param>
    /// <returns>The digits, and zeros after them to make nineteen.</returns>
    static abstract ulong Read(ref byte text, int integers, int length);
}
