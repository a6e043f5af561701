using System.Runtime.CompilerServices;

namespace Scoring.Json.Numbers;

/// <summary>Doubles that are a whole number of ten-thousandths: prices, counts, most of what people have typed in.</summary>
/// <remarks>
/// If n / 10^4 rounds to v, n · 10^−4 reads back to v; and as decimals of at most 15 digits are told apart by doubles, no other of 15 digits or less does. So n without its trailing zeros is the shortest.
/// </remarks>
internal static class ShortDecimal
{
    /// <summary>Digits behind the point.</summary>
    public const int Decimals = 4;

    public const double Scale = 10_000;

    /// <summary>The first number with more than 15 digits.</summary>
    public const ulong Limit = 1_000_000_000_000_000;

    /// <summary>The number of ten-thousandths.</summary>
    /// <param name="value">0 or positive; NaN and infinities are not short.</param>
    /// <param name="units">Below <see cref="Limit"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFind(double value, out ulong units)
    {
        long nearest = double.ConvertToIntegerNative<long>((value * Scale) + 0.5);
        units = (ulong)nearest;
        return units < Limit && nearest / Scale == value;
    }
}
