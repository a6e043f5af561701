using Scoring.Records;

namespace Scoring.Onnx.Loading;

/// <summary>One input or output as the session describes it.</summary>
internal sealed record ValueDescription
{
    public required string Name { get; init; }

    /// <summary>The name as the runtime reads it: UTF-8, zero-terminated, never moving, for as long as any run.</summary>
    public required byte[] Utf8Name { get; init; }

    public required OrtKind Kind { get; init; }

    /// <summary>The runtime's element type; of a sequence of maps, the type of the maps' values.</summary>
    public required int ElementType { get; init; }

    /// <summary>Declared dimensions, −1 where free. Empty also when the model declares no shape at all: the runtime does not tell the two apart.</summary>
    public long[] Dimensions { get; init; } = [];

    /// <summary>The names of free dimensions; empty strings where they have none.</summary>
    public string[] Symbols { get; init; } = [];

    public bool IsOptional { get; init; }

    /// <summary>Of a sequence of maps, the type of the keys; 0 otherwise.</summary>
    public int MapKeyType { get; init; }

    /// <summary>Whether an input is one value for the whole run, without a batch axis.</summary>
    public bool IsScalar { get; init; }

    public bool IsClassMap => MapKeyType != 0;

    /// <summary>The column's element type; null when no column holds it.</summary>
    public ElementType? ColumnType => OrtElementType.ToColumn(ElementType);

    public bool HasShape => Dimensions.Length > 0;

    /// <summary>The dimensions of one row; null when the model declares no shape.</summary>
    public RowShape? RowShape => IsScalar ? Records.RowShape.Scalar : HasShape ? Records.RowShape.Create([.. Dimensions.Skip(1).Select(static d => checked((int)d))]) : null;

    public OnnxValueInfo ToInfo() => new(Name, TypeText, [.. Dimensions.Select((d, i) => d >= 0 ? $"{d}" : Symbols[i].Length > 0 ? Symbols[i] : "?")], IsOptional);

    /// <summary>As a column of the signature.</summary>
    public SignatureColumn ToSignature() => new(Name, ColumnType!.Value, RowShape, IsOptional);

    private string TypeText => Kind switch
    {
        OrtKind.Tensor => OrtElementType.Name(ElementType),
        OrtKind.Sequence when IsClassMap => $"sequence of map({OrtElementType.Name(MapKeyType)}, {OrtElementType.Name(ElementType)})",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}
