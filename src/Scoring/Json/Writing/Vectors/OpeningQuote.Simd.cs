using System.Runtime.CompilerServices;

namespace Scoring.Json.Writing.Vectors;

/// <summary>The quotation mark before a value that is written as a string.</summary>
internal static class OpeningQuote
{
    /// <summary>Writes it in any case; where none is asked for, the text goes over it.</summary>
    /// <returns>Where the text begins.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Write(ref byte to, scoped in Separators separators)
    {
        to = (byte)'"';
        return ref Unsafe.Add(ref to, separators.Quotes);
    }
}
