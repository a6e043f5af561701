namespace Scoring.Bindings;

/// <summary>Says how many values an array holds for one row, where the model does not.</summary>
/// <remarks>A flat array of a shape of several dimensions is row-major; an array of arrays takes two dimensions.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class ShapeAttribute : Attribute
{
    /// <summary>Gives the dimensions of one row.</summary>
    /// <param name="dimensions">Slowest first, each at least 1.</param>
    public ShapeAttribute(params int[] dimensions) => Dimensions = dimensions;

    /// <summary>The dimensions of one row, slowest first.</summary>
    public IReadOnlyList<int> Dimensions { get; }
}
