using System.Text;
using Scoring.Records;

namespace Scoring.Tool.Features;

/// <summary>A column of bools: true, false, 1 or 0.</summary>
internal sealed class BooleanFeature(int index, ColumnSchema schema) : FixedFeature<bool>(index, schema)
{
    protected override CellProblem Parse(ReadOnlySpan<byte> text, out bool value)
    {
        value = text.SequenceEqual("1"u8) || Ascii.EqualsIgnoreCase(text, "true"u8);
        return value || text.SequenceEqual("0"u8) || Ascii.EqualsIgnoreCase(text, "false"u8) ? CellProblem.None : CellProblem.NotABoolean;
    }
}
