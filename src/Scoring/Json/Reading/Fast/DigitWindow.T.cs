using System.Runtime.CompilerServices;

namespace Scoring.Json.Reading.Fast;

/// <summary>Which of the next bytes are no digits, found for 64 bytes at a time.</summary>
internal struct DigitWindow<TDigits>()
    where TDigits : struct, IDigits
{
    /// <summary>A sign, 19 digits, a point, and what comes behind.</summary>
    public const int Longest = 24;

    private const int Size = 64;

    private int _start = int.MinValue / 2;
    private ulong _others;

    /// <summary>A bit for each byte that is no digit, from a place on, for <see cref="Longest"/> bytes at least.</summary>
    /// <param name="start">The first byte of the text.</param>
    /// <param name="at">The place; <see cref="FastText.Reach"/> bytes are readable.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong At(ref byte start, int at)
    {
        int offset = at - _start;
        if (offset > Size - Longest)
        {
            _others = TDigits.FindOthers(ref Unsafe.Add(ref start, at));
            _start = at;
            offset = 0;
        }

        return _others >> offset;
    }
}
