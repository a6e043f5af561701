namespace Scoring.Json.Reading.Fast;

/// <summary>Reads the digits of one number at once.</summary>
internal interface IDigits
{
    /// <summary>Whether this machine has what it takes.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Whether <see cref="FindOthers"/> says anything.</summary>
    static abstract bool FindsOthers { get; }

    /// <summary>A bit for each of 64 bytes that is no digit. Looked for once for many short numbers: one after the other each would wait for where the one before it ends.</summary>
    static abstract ulong FindOthers(ref byte text);

    /// <summary>Reads a usual number without a sign: at most 19 digits, with or without a fraction, no exponent.</summary>
    /// <param name="text">Its first byte; <see cref="FastText.Reach"/> bytes are readable, one less behind a sign.</param>
    /// <param name="others">What <see cref="FindOthers"/> gives, from the first byte of the number on and for <see cref="DigitWindow{TDigits}.Longest"/> bytes at least.</param>
    /// <param name="significand">Its digits, with zeros after them where that is simpler; below 10^8 in a number of at most <see cref="FastText.ShortLength"/> bytes.</param>
    /// <param name="power">The power of ten of the significand's last digit.</param>
    /// <returns>Its length in bytes, without looking at what comes behind; 0 for one that is left to the general reader.</returns>
    static abstract int Read(ref byte text, ulong others, out ulong significand, out int power);
}
