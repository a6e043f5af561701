using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>The datatypes of the Open Inference Protocol.</summary>
internal static class TensorTypes
{
    private static readonly (string Name, ElementType Type)[] s_types =
    [
        ("FP32", ElementType.Float32), ("FP64", ElementType.Float64), ("FP16", ElementType.Float16), ("BOOL", ElementType.Boolean), ("BYTES", ElementType.String),
        ("INT8", ElementType.Int8), ("INT16", ElementType.Int16), ("INT32", ElementType.Int32), ("INT64", ElementType.Int64),
        ("UINT8", ElementType.UInt8), ("UINT16", ElementType.UInt16), ("UINT32", ElementType.UInt32), ("UINT64", ElementType.UInt64),
    ];

    public static string NameOf(ElementType type) => Array.Find(s_types, pair => pair.Type == type).Name;

    /// <summary>Null when no column can hold it, as BF16. Triton's configuration says TYPE_FP32 and so on.</summary>
    public static ElementType? Find(string? name)
    {
        string bare = name?.StartsWith("TYPE_", StringComparison.Ordinal) == true ? name["TYPE_".Length..] : name ?? "";
        if (bare == "STRING") return ElementType.String;
        foreach ((string known, ElementType type) in s_types)
        {
            if (known == bare) return type;
        }

        return null;
    }
}
