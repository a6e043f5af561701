using System.Globalization;
using Scoring.Build.Graphs;
using Scoring.Records;

namespace Scoring.SourceGeneration.Contracts;

/// <summary>An input or output as a row or result is held against it.</summary>
/// <param name="Name">Compared ordinally.</param>
/// <param name="Element">Null when it is no tensor, or one that no column holds: a client says what becomes of it.</param>
/// <param name="Dimensions">The dimensions of one row.</param>
/// <param name="Type">The type as the model declares it.</param>
/// <param name="IsOptional">Whether an input may be left out.</param>
internal sealed record ModelValue(string Name, ElementType? Element, RowDimensions Dimensions, string Type, bool IsOptional)
{
    public static ModelValue From(GraphValue value) => new(value.Name, ElementOf(value.Type), RowOf(value.Dimensions), value.Type, value.IsOptional);

    /// <summary>As the messages of a client show it: <c>'features' Float32 [5]</c>.</summary>
    public override string ToString() => $"'{Name}' {(Element is { } element ? $"{element} {Dimensions}" : Type)}{(IsOptional ? " (optional)" : "")}";

    /// <summary>The first dimension is the batch.</summary>
    private static RowDimensions RowOf(string? dimensions) => string.IsNullOrEmpty(dimensions)
        ? new RowDimensions(null)
        : new RowDimensions([.. dimensions!.Split(',').Skip(1).Select(static d => int.TryParse(d, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : CheckedColumn.AnySize)]);

    private static ElementType? ElementOf(string type) => type switch
    {
        "float32" => ElementType.Float32,
        "float64" => ElementType.Float64,
        "float16" => ElementType.Float16,
        "int8" => ElementType.Int8,
        "int16" => ElementType.Int16,
        "int32" => ElementType.Int32,
        "int64" => ElementType.Int64,
        "uint8" => ElementType.UInt8,
        "uint16" => ElementType.UInt16,
        "uint32" => ElementType.UInt32,
        "uint64" => ElementType.UInt64,
        "bool" => ElementType.Boolean,
        "string" => ElementType.String,
        _ => null,
    };
}
