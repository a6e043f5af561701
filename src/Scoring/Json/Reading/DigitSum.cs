namespace Scoring.Json.Reading;

/// <summary>The digits of a number as far as 64 bits hold them.</summary>
internal struct DigitSum
{
    /// <summary>So many digits fit an unsigned 64-bit integer whatever they are.</summary>
    public const int MaxDigits = 19;

    private int _significant;

    /// <summary>The first <see cref="MaxDigits"/> significant digits.</summary>
    public ulong Value { get; private set; }

    /// <summary>How many digits came after those.</summary>
    public int Dropped { get; private set; }

    /// <summary>Whether one of the dropped digits is not 0.</summary>
    public bool Cut { get; private set; }

    /// <summary>Adds the digits that stand at a place; where they end.</summary>
    public int Add(ReadOnlySpan<byte> bytes, int position)
    {
        for (; (uint)position < (uint)bytes.Length; position++)
        {
            uint digit = (uint)(bytes[position] - '0');
            if (digit > 9) break;
            if (_significant < MaxDigits)
            {
                Value = (Value * 10) + digit;
                if (Value != 0) _significant++;
            }
            else
            {
                Dropped++;
                Cut |= digit != 0;
            }
        }

        return position;
    }
}
