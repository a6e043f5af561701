using System.Globalization;
using System.Numerics;
using Scoring.Records;

namespace Scoring.Tool.Features;

/// <summary>A column of floating-point numbers: a missing one is NaN.</summary>
internal sealed class FloatFeature<T>(int index, ColumnSchema schema) : FixedFeature<T>(index, schema)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected override CellProblem Parse(ReadOnlySpan<byte> text, out T value)
    {
        if (!T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return IsShortInfinity(text, out value) ? CellProblem.None : CellProblem.NotANumber;
        return T.IsInfinity(value) && HasDigits(text) ? CellProblem.OutOfRange : CellProblem.None;
    }

    protected override CellProblem Missing(out T value)
    {
        value = T.NaN;
        return CellProblem.None;
    }

    /// <summary>As Python writes it.</summary>
    private static bool IsShortInfinity(ReadOnlySpan<byte> text, out T value)
    {
        value = text is [(byte)'-', ..] ? T.NegativeInfinity : T.PositiveInfinity;
        ReadOnlySpan<byte> digits = text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;
        return digits.SequenceEqual("inf"u8);
    }

    /// <summary>An infinity that was written with digits is a number that overflowed.</summary>
    private static bool HasDigits(ReadOnlySpan<byte> text) => text.ContainsAnyInRange((byte)'0', (byte)'9');
}
