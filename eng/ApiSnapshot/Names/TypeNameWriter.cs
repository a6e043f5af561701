using System.Reflection;
using System.Runtime.CompilerServices;

namespace ApiSnapshot.Names;

/// <summary>
/// Walks a type in the order in which the compiler flattened its annotations: outside in, left to right.
/// The order of the reads is the format, so nothing here may be evaluated earlier or later.
/// </summary>
internal sealed class TypeNameWriter
{
    private readonly NullableFlags _nullable;
    private readonly TupleNames _tupleNames;

    private TypeNameWriter(IList<CustomAttributeData> attributes, MemberInfo? context)
    {
        _nullable = NullableFlags.Of(attributes, context);
        _tupleNames = TupleNames.Of(attributes);
    }

    public static string Write(Type type, IList<CustomAttributeData> attributes, MemberInfo? context) =>
        new TypeNameWriter(attributes, context).Write(type);

    private string Write(Type type)
    {
        if (type.IsByRef) return Write(type.GetElementType()!);
        if (type.IsPointer) return Write(type.GetElementType()!) + "*";
        if (type.IsFunctionPointer) return "delegate*";
        if (Nullable.GetUnderlyingType(type) is { } value) return Write(value) + "?";
        var mark = NullableFlags.Annotates(type) && _nullable.Next() ? "?" : "";
        return WriteUnmarked(type) + mark;
    }

    private string WriteUnmarked(Type type)
    {
        if (type.IsGenericParameter) return type.Name;
        if (type.IsArray) return $"{Write(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (IsTuple(type)) return WriteTuple(type.GetGenericArguments());
        return Keywords.Find(type) ?? WriteNamed(type, type.GetGenericArguments());
    }

    private string WriteTuple(Type[] elements)
    {
        var names = _tupleNames.Next(elements.Length);
        return $"({string.Join(", ", elements.Zip(names, (element, name) => Write(element) + (name is null ? "" : $" {name}")).ToArray())})";
    }

    private string WriteNamed(Type type, ReadOnlySpan<Type> arguments)
    {
        var outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var prefix = type.DeclaringType is { } declaring ? WriteNamed(declaring, arguments[..outer]) + "." : "";
        return prefix + TypeName.Bare(type) + WriteArguments(arguments[outer..]);
    }

    private string WriteArguments(ReadOnlySpan<Type> arguments)
    {
        if (arguments.IsEmpty) return "";
        var names = new string[arguments.Length];
        for (var index = 0; index < names.Length; index++) names[index] = Write(arguments[index]);
        return $"<{string.Join(", ", names)}>";
    }

    // Longer tuples are nested ones: rare enough to be written as the struct that they are.
    private static bool IsTuple(Type type) =>
        type.IsConstructedGenericType && type.IsAssignableTo(typeof(ITuple)) && type.IsValueType && type.GetGenericArguments().Length is > 1 and < 8;
}
