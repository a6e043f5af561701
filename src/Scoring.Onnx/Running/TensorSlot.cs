using Scoring.Records;

namespace Scoring.Onnx.Running;

/// <summary>One column of a batch as a tensor of the model.</summary>
/// <param name="Column">The column's position in the batch.</param>
/// <param name="ElementType">The runtime's element type.</param>
/// <param name="Dimensions">The tensor's dimensions; the first one is replaced by the rows of the run. Empty for one value for the whole run.</param>
internal sealed record TensorSlot(int Column, int ElementType, long[] Dimensions)
{
    public static long[] DimensionsOf(RowShape row)
    {
        var dimensions = new long[row.Rank + 1];
        for (int i = 0; i < row.Rank; i++) dimensions[i + 1] = row.Dimensions[i];
        return dimensions;
    }
}
