namespace Scoring.Benchmarks.LocalOnnx.UsualWay;

/// <summary>Values with a shape, as the usual binding's tensors are: the shape and the strides are arrays of their own.</summary>
internal sealed class UsualTensor(Memory<float> values, int[] shape)
{
    private readonly int[] _strides = StridesOf(shape);

    public Memory<float> Values => values;

    public int[] Shape => shape;

    public float[] ToArray() => _strides[^1] == 1 ? values.ToArray() : throw new NotSupportedException("Only row-major tensors are read.");

    private static int[] StridesOf(int[] shape)
    {
        var strides = new int[shape.Length];
        int stride = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= shape[i];
        }

        return strides;
    }
}
