using System.Globalization;
using System.Text;
using Scoring.Records;
using Scoring.Tool.Features;

namespace Scoring.Tool.Input;

/// <summary>What a column holds, by its first values: numbers, bools or text.</summary>
internal sealed class ColumnGuess
{
    /// <summary>Whole numbers beyond this are not all exact as a double.</summary>
    private const long LargestExact = 1L << 53;

    private bool _hasValues, _hasMissing, _hasText, _hasNumbers, _hasFractions, _hasLarge, _hasBooleans;

    /// <summary>A column of which nothing is known, or little, is one of numbers: a missing one is NaN.</summary>
    public ElementType Type
    {
        get
        {
            if (_hasText || (_hasBooleans && (_hasNumbers || _hasMissing))) return ElementType.String;
            if (!_hasValues) return ElementType.Float64;
            if (_hasBooleans) return ElementType.Boolean;
            return _hasLarge && !_hasFractions && !_hasMissing ? ElementType.Int64 : ElementType.Float64;
        }
    }

    public void Add(Cell cell)
    {
        _hasMissing |= cell.IsMissing;
        if (cell.IsMissing) return;
        _hasValues = true;
        if (Ascii.EqualsIgnoreCase(cell.Text, "true"u8) || Ascii.EqualsIgnoreCase(cell.Text, "false"u8)) _hasBooleans = true;
        else if (long.TryParse(cell.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)) AddWhole(whole);
        else if (double.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) _hasNumbers = _hasFractions = true;
        else _hasText = true;
    }

    private void AddWhole(long value)
    {
        _hasNumbers = true;
        _hasLarge |= value is < -LargestExact or > LargestExact;
    }
}
