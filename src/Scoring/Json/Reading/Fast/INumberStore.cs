namespace Scoring.Json.Reading.Fast;

/// <summary>Writes numbers of one element type.</summary>
internal interface INumberStore
{
    /// <summary>Bytes of an element.</summary>
    static abstract int Size { get; }

    /// <summary>Writes a usual number; false for one that is left to the general reader.</summary>
    /// <param name="target">The element.</param>
    /// <param name="significand">As <see cref="IDigits.Read"/> gives it.</param>
    /// <param name="power">As <see cref="IDigits.Read"/> gives it.</param>
    /// <param name="length">As <see cref="IDigits.Read"/> gives it.</param>
    /// <param name="negative">1 with a minus sign, else 0.</param>
    static abstract bool TryWrite(ref byte target, ulong significand, int power, int length, uint negative);
}
