using System.Globalization;

namespace Scoring.Onnx.Tests.Writing;

/// <summary>The type of a model's input or output, written as text.</summary>
/// <remarks>
/// <c>float[N,4]</c> has a named and a fixed dimension, <c>float[?]</c> an unnamed free one, <c>float[]</c> none (a scalar), and <c>float</c> says nothing of its shape;
/// <c>sequence(T)</c>, <c>map(int64,T)</c>, <c>optional(T)</c> and <c>sparse(float[N,4])</c> hold others.
/// </remarks>
internal static class TypeText
{
    private static readonly string[] s_elements =
    [
        "undefined", "float", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "double", "uint32", "uint64",
        "complex64", "complex128", "bfloat16",
    ];

    /// <summary>The number of an element type (onnx.proto, TensorProto.DataType).</summary>
    public static int Element(string name)
    {
        int number = Array.IndexOf(s_elements, name);
        return number > 0 ? number : throw new ArgumentException($"ONNX has no element type '{name}'.", nameof(name));
    }

    /// <summary>The type as a TypeProto.</summary>
    public static ProtoWriter ToProto(string text)
    {
        var type = new ProtoWriter();
        if (Inside(text, "sequence") is { } item) return type.Message(4, new ProtoWriter().Message(1, ToProto(item)));
        if (Inside(text, "optional") is { } maybe) return type.Message(9, new ProtoWriter().Message(1, ToProto(maybe)));
        if (Inside(text, "sparse") is { } sparse) return type.Message(8, Tensor(sparse));
        if (Inside(text, "map") is not { } map) return type.Message(1, Tensor(text));
        int comma = map.IndexOf(',', StringComparison.Ordinal);
        return type.Message(5, new ProtoWriter().Varint(1, Element(map[..comma])).Message(2, ToProto(map[(comma + 1)..])));
    }

    private static string? Inside(string text, string kind) =>
        text.StartsWith($"{kind}(", StringComparison.Ordinal) ? text[(kind.Length + 1)..^1] : null;

    private static ProtoWriter Tensor(string text)
    {
        int bracket = text.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0) return new ProtoWriter().Varint(1, Element(text));
        var shape = new ProtoWriter();
        foreach (string dimension in text[(bracket + 1)..^1].Split(',', StringSplitOptions.RemoveEmptyEntries)) shape.Message(1, Dimension(dimension));
        return new ProtoWriter().Varint(1, Element(text[..bracket])).Message(2, shape);
    }

    private static ProtoWriter Dimension(string text)
    {
        if (text == "?") return new ProtoWriter();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? new ProtoWriter().Varint(1, size) : new ProtoWriter().Text(2, text);
    }
}
