using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Scoring.Onnx.Tests.Writing;

/// <summary>A constant of a model, as a TensorProto.</summary>
internal static class Tensor
{
    public static ProtoWriter Of(string name, long[] dimensions, ReadOnlySpan<float> values) => Raw(name, dimensions, "float", MemoryMarshal.AsBytes(values));

    public static ProtoWriter Of(string name, long[] dimensions, ReadOnlySpan<long> values) => Raw(name, dimensions, "int64", MemoryMarshal.AsBytes(values));

    public static ProtoWriter Of(string name, long[] dimensions, params ReadOnlySpan<string> values)
    {
        ProtoWriter tensor = Head(name, dimensions, "string");
        foreach (string value in values) tensor.Bytes(6, Encoding.UTF8.GetBytes(value));
        return tensor;
    }

    /// <summary>A constant of floats whose values lie in another file beside the model.</summary>
    public static ProtoWriter External(string name, long[] dimensions, string file, int bytes) => Head(name, dimensions, "float")
        .Message(13, Entry("location", file))
        .Message(13, Entry("offset", "0"))
        .Message(13, Entry("length", bytes.ToString(CultureInfo.InvariantCulture)))
        .Varint(14, 1);

    public static ProtoWriter Entry(string key, string value) => new ProtoWriter().Text(1, key).Text(2, value);

    private static ProtoWriter Raw(string name, long[] dimensions, string element, ReadOnlySpan<byte> values) => Head(name, dimensions, element).Bytes(9, values);

    private static ProtoWriter Head(string name, long[] dimensions, string element)
    {
        var tensor = new ProtoWriter();
        foreach (long dimension in dimensions) tensor.Varint(1, dimension);
        return tensor.Varint(2, TypeText.Element(element)).Text(8, name);
    }
}
