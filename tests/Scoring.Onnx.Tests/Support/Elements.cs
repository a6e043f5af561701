using Scoring.Records;

namespace Scoring.Onnx.Tests.Support;

/// <summary>The element types of .NET types.</summary>
internal static class Elements
{
    public static ElementType TypeOf<T>()
        where T : unmanaged => Enum.Parse<ElementType>(typeof(T).Name switch
        {
            nameof(Single) => nameof(ElementType.Float32),
            nameof(Double) => nameof(ElementType.Float64),
            nameof(Half) => nameof(ElementType.Float16),
            nameof(SByte) => nameof(ElementType.Int8),
            nameof(Byte) => nameof(ElementType.UInt8),
            var name => name,
        });
}
