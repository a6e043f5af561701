namespace Scoring.Benchmarks.LocalOnnx.UsualWay;

/// <summary>A tensor with the name of an input or an output.</summary>
internal sealed class UsualNamedValue(string name, UsualTensor tensor)
{
    public string Name => name;

    public UsualTensor Tensor => tensor;
}
