using System.Globalization;
using Scoring.Records;

namespace Scoring.Onnx.Running.Outputs;

/// <summary>The classes of a ZipMap output, in the model's order.</summary>
internal sealed class ClassLabels
{
    public ClassLabels(long[] numbers) => (Numbers, Names) = (numbers, [.. numbers.Select(static n => n.ToString(CultureInfo.InvariantCulture))]);

    public ClassLabels(string[] names) => Names = names;

    /// <summary>The classes' numbers; null when they are strings.</summary>
    public long[]? Numbers { get; }

    /// <summary>The classes as text.</summary>
    public string[] Names { get; }

    public int Count => Names.Length;

    /// <summary>What a label is.</summary>
    public ElementType LabelType => Numbers is null ? ElementType.String : ElementType.Int64;

    public bool Equals(ClassLabels other) => Numbers is null ? Names.AsSpan().SequenceEqual(other.Names) : other.Numbers is { } n && Numbers.AsSpan().SequenceEqual(n);
}
