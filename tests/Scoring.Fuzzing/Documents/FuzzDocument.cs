using Scoring.Fuzzing.Running;

namespace Scoring.Fuzzing.Documents;

/// <summary>A text that is being written, and the values that must be read from it. Used again for each case.</summary>
internal sealed class FuzzDocument
{
    public const int MaxRows = 24, MaxLength = 1 << 18;

    private readonly byte[] _bytes = new byte[MaxLength];
    private readonly FuzzValue[] _values = new FuzzValue[MaxRows * 8];
    private int _elementsPerRow;

    public int Length { get; set; }

    public int Rows { get; private set; }

    public Span<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Room for more bytes than there are.</summary>
    public Span<byte> Buffer => _bytes;

    /// <summary>Begins a text with new values.</summary>
    public void Begin(ref SplitMix random, FuzzSchema schema, int rows)
    {
        Length = 0;
        Rows = rows;
        _elementsPerRow = schema.ElementsPerRow;
        int next = 0;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < schema.Names.Length; column++)
            {
                for (int element = schema.Column(column).Shape.ElementCount; element > 0; element--) _values[next++] = schema.Pick(ref random, column);
            }
        }
    }

    /// <summary>The values of a row, column by column.</summary>
    public ReadOnlySpan<FuzzValue> Row(int row) => _values.AsSpan(row * _elementsPerRow, _elementsPerRow);

    public void Write(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_bytes.AsSpan(Length));
        Length += text.Length;
    }

    public void Write(char symbol) => _bytes[Length++] = (byte)symbol;

    public void Write(int number)
    {
        number.TryFormat(_bytes.AsSpan(Length), out int length, default, System.Globalization.CultureInfo.InvariantCulture);
        Length += length;
    }
}
