using System.Collections.ObjectModel;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ApiSnapshot.Names;

/// <summary>
/// Reads nullable annotations as the compiler writes them (dotnet/roslyn, docs/features/nullable-metadata.md).
/// The runtime's own reader answers what may be null, which is not what is written: an open <c>T</c> and a <c>T?</c> look the same to it.
/// </summary>
internal sealed class NullableFlags
{
    private const byte NotAnnotated = 1;
    private const byte Annotated = 2;

    private readonly IReadOnlyList<byte> _flags;
    private int _next;

    private NullableFlags(IReadOnlyList<byte> flags) => _flags = flags;

    public static NullableFlags Of(IEnumerable<CustomAttributeData> attributes, MemberInfo? context) =>
        new(attributes.Find(nameof(NullableAttribute)) is { } own ? Bytes(own.ConstructorArguments[0]) : [ContextOf(context)]);

    /// <summary>Whether a type takes a flag of its own: all but value types that are not generic.</summary>
    public static bool Annotates(Type type) => type.IsGenericParameter || !type.IsValueType || type.IsGenericType;

    /// <summary>Whether the next type is annotated; a single flag speaks for all of them.</summary>
    public bool Next() => NextFlag() == Annotated;

    /// <summary>Whether the next type is one that excludes null, rather than one from code without annotations.</summary>
    public bool NextIsNotNull() => NextFlag() == NotAnnotated;

    private byte NextFlag() => _flags.Count == 1 ? _flags[0] : _flags[_next++];

    private static byte ContextOf(MemberInfo? member)
    {
        for (; member is not null; member = Outside(member))
        {
            if (member.GetCustomAttributesData().Find(nameof(NullableContextAttribute)) is { } context) return (byte)context.ConstructorArguments[0].Value!;
        }

        return 0;
    }

    private static MemberInfo? Outside(MemberInfo member) =>
        member is Type { IsGenericParameter: true, DeclaringMethod: { } method } ? method : member.DeclaringType;

    private static IReadOnlyList<byte> Bytes(CustomAttributeTypedArgument argument) =>
        argument.Value is ReadOnlyCollection<CustomAttributeTypedArgument> many ? [.. many.Select(one => (byte)one.Value!)] : [(byte)argument.Value!];
}
