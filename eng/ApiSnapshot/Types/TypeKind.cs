using System.Runtime.CompilerServices;

namespace ApiSnapshot.Types;

/// <summary>The modifiers and the keyword of a class, struct or interface.</summary>
internal static class TypeKind
{
    public static string Of(Type type) =>
        type.IsInterface ? "interface"
        : type.IsValueType ? $"{ReadOnly(type)}{ByRefLike(type)}{Record(type)}struct"
        : Inheritance(type) + (RecordTypes.IsRecord(type) ? "record" : "class");

    private static string ReadOnly(Type type) => type.Has(nameof(IsReadOnlyAttribute)) ? "readonly " : "";

    private static string ByRefLike(Type type) => type.IsByRefLike ? "ref " : "";

    private static string Record(Type type) => RecordTypes.IsRecord(type) ? "record " : "";

    private static string Inheritance(Type type) => (type.IsAbstract, type.IsSealed) switch
    {
        (true, true) => "static ",
        (true, false) => "abstract ",
        (false, true) => "sealed ",
        _ => "",
    };
}
