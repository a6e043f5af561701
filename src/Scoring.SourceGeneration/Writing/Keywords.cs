using Scoring.Records;

namespace Scoring.SourceGeneration.Writing;

/// <summary>Element types as C# writes them.</summary>
internal static class Keywords
{
    public static string Of(ElementType type) => type switch
    {
        ElementType.Float32 => "float",
        ElementType.Float64 => "double",
        ElementType.Float16 => "Half",
        ElementType.Int8 => "sbyte",
        ElementType.Int16 => "short",
        ElementType.Int32 => "int",
        ElementType.Int64 => "long",
        ElementType.UInt8 => "byte",
        ElementType.UInt16 => "ushort",
        ElementType.UInt32 => "uint",
        ElementType.UInt64 => "ulong",
        ElementType.Boolean => "bool",
        _ => "string",
    };
}
