using System.Globalization;
using System.Numerics;
using Scoring.Records;

namespace Scoring.Tool.Features;

/// <summary>A column of whole numbers. <c>3.0</c> and <c>1e5</c> are whole numbers too.</summary>
internal sealed class IntegerFeature<T>(int index, ColumnSchema schema) : FixedFeature<T>(index, schema)
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    private static readonly decimal s_min = decimal.CreateChecked(T.MinValue);
    private static readonly decimal s_max = decimal.CreateChecked(T.MaxValue);

    protected override CellProblem Parse(ReadOnlySpan<byte> text, out T value) =>
        T.TryParse(text, Plain, CultureInfo.InvariantCulture, out value) ? CellProblem.None : ParseUnusual(text, out value);

    private static CellProblem ParseUnusual(ReadOnlySpan<byte> text, out T value)
    {
        value = default;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)) return Classify(text);
        if (decimal.Truncate(number) != number) return CellProblem.NotWhole;
        if (number < s_min || number > s_max) return CellProblem.OutOfRange;
        value = T.CreateChecked(number);
        return CellProblem.None;
    }

    private static CellProblem Classify(ReadOnlySpan<byte> text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)) return CellProblem.NotANumber;
        return double.IsNaN(number) ? CellProblem.NotWhole : CellProblem.OutOfRange;
    }
}
