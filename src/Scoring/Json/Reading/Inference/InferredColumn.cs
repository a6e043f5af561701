using Scoring.Records;

namespace Scoring.Json.Reading.Inference;

/// <summary>What is known of a column from the values seen so far.</summary>
internal sealed class InferredColumn(string name)
{
    private int[]? _dimensions;

    public string Name { get; } = name;

    public InferredKinds Kinds { get; private set; }

    /// <summary>How many rows had a value of it.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether the arrays of the rows differ in shape.</summary>
    public bool IsRagged { get; private set; }

    /// <summary>Whether each value is of the same kind, so that they are one vector rather than several columns.</summary>
    public bool IsUniform => !IsRagged && ((Kinds & ~InferredKinds.Missing) is InferredKinds.Text or InferredKinds.Boolean || (Kinds & (InferredKinds.Text | InferredKinds.Boolean)) == 0);

    /// <summary>Looks at the value of one more row.</summary>
    public void Add(ref JsonText text)
    {
        var dimensions = new List<int>();
        AddValue(ref text, dimensions, 0);
        Rows++;
        if (_dimensions is null) _dimensions = [.. dimensions];
        else IsRagged |= !_dimensions.AsSpan().SequenceEqual(dimensions.ToArray());
    }

    public ColumnSchema ToSchema(int rows, int offset)
    {
        if (IsRagged) JsonThrow.Mismatch(offset, "rows of one shape in each column", $"rows of several shapes in column '{Name}'");
        InferredKinds kinds = Rows < rows ? Kinds | InferredKinds.Missing : Kinds;
        return new ColumnSchema(Name, TypeOf(kinds), RowShape.Create(_dimensions));
    }

    private static ElementType TypeOf(InferredKinds kinds)
    {
        if ((kinds & InferredKinds.Text) != 0) return ElementType.String;
        if (kinds == InferredKinds.Boolean) return ElementType.Boolean;
        if ((kinds & InferredKinds.Boolean) != 0) return ElementType.String;
        if ((kinds & (InferredKinds.Missing | InferredKinds.Real)) != 0) return ElementType.Float64;
        if ((kinds & InferredKinds.LargeInteger) == 0) return ElementType.Int64;
        return (kinds & InferredKinds.Negative) == 0 ? ElementType.UInt64 : ElementType.Float64;
    }

    private void AddValue(ref JsonText text, List<int> dimensions, int depth)
    {
        switch (text.Peek())
        {
            case (byte)'[': AddArray(ref text, dimensions, depth); break;
            case (byte)'{': text.FailMismatch("a value"); break;
            case (byte)'"': text.ReadString(); Kinds |= InferredKinds.Text; break;
            case (byte)'n': text.Skip(); Kinds |= InferredKinds.Missing; break;
            case (byte)'t' or (byte)'f': text.Skip(); Kinds |= InferredKinds.Boolean; break;
            default: Kinds |= KindsOf(text.ReadNumber("a value"), text.Bytes); break;
        }
    }

    private void AddArray(ref JsonText text, List<int> dimensions, int depth)
    {
        int count = 0;
        text.Open();
        if (!text.TryClose((byte)']'))
        {
            do
            {
                AddValue(ref text, dimensions, depth + 1);
                count++;
            }
            while (text.NextItem((byte)']'));
        }

        // Innermost arrays end first, so that places are made from the inside out.
        while (dimensions.Count <= depth) dimensions.Add(-1);
        IsRagged |= dimensions[depth] >= 0 && dimensions[depth] != count;
        dimensions[depth] = count;
    }

    private static InferredKinds KindsOf(NumberToken number, ReadOnlySpan<byte> text)
    {
        bool isInteger = number.Kind is NumberKind.Exact or NumberKind.Cut && text.Slice(number.Start, number.Length).IndexOfAny(".eE"u8) < 0;
        if (!isInteger || !IntegerText.TryRead(number, text, out ulong magnitude)) return InferredKinds.Real;
        if (!number.Negative) return magnitude <= long.MaxValue ? InferredKinds.Integer : InferredKinds.LargeInteger;
        return magnitude <= 1UL << 63 ? InferredKinds.Integer | InferredKinds.Negative : InferredKinds.Real;
    }
}
