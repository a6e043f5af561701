using System.Runtime.InteropServices;
using Scoring.Records;
using Xunit.Sdk;

namespace Scoring.Tests.Records;

/// <summary>Binds the type argument of a generic test to one element type, and makes values for it.</summary>
public sealed class ElementCase<T>(ElementType type) : IElementCase, IXunitSerializable
    where T : unmanaged
{
    private const uint Multiplier = 2654435761;

    /// <summary>For the test runner, which then calls <see cref="Deserialize"/>.</summary>
    public ElementCase()
        : this(default)
    {
    }

    public ElementType Type { get; private set; } = type;

    /// <summary>A value whose bytes depend on the index: a mix of signs, magnitudes, NaN and infinities; a bool is 0 or 1.</summary>
    public T ValueAt(int index)
    {
        Span<byte> bytes = stackalloc byte[8];
        uint mixed = unchecked((uint)(index + 1) * Multiplier);
        MemoryMarshal.Write(bytes, mixed >> 8);
        MemoryMarshal.Write(bytes[4..], unchecked(mixed * Multiplier));
        if (Type == ElementType.Boolean) bytes[0] &= 1;
        return MemoryMarshal.Read<T>(bytes);
    }

    public T[] Values(int count) => [.. Enumerable.Range(0, count).Select(ValueAt)];

    public void Serialize(IXunitSerializationInfo info) => info.AddValue(nameof(Type), Type);

    public void Deserialize(IXunitSerializationInfo info) => Type = info.GetValue<ElementType>(nameof(Type));

    public override string ToString() => Type.ToString();
}
