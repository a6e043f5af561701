using System.Buffers.Text;

namespace Scoring.Json.Writing;

/// <summary>The number of a row, where a layout names it.</summary>
internal static class RowNumber
{
    private const int MaxText = 11;

    public static void Write(int row, ref JsonOutput output)
    {
        _ = Utf8Formatter.TryFormat(row, output.Reserve(MaxText), out int length);
        output.Advance(length);
    }

    /// <summary><c>[0,1,2]</c>.</summary>
    public static void WriteAll(int rows, ref JsonOutput output)
    {
        output.Write((byte)'[');
        for (int row = 0; row < rows; row++)
        {
            if (row > 0) output.Write((byte)',');
            Write(row, ref output);
        }

        output.Write((byte)']');
    }
}
