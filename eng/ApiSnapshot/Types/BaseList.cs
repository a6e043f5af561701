using ApiSnapshot.Names;

namespace ApiSnapshot.Types;

/// <summary>The base class and the interfaces that a reader of the declaration would need.</summary>
internal static class BaseList
{
    public static string Of(Type type)
    {
        var bases = Parent(type).Concat(Interfaces(type)).ToArray();
        return bases.Length == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private static IEnumerable<string> Parent(Type type) =>
        type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [TypeName.OfBase(type)] : [];

    private static IEnumerable<string> Interfaces(Type type)
    {
        var all = type.GetInterfaces();
        var inherited = all.SelectMany(one => one.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []).ToHashSet();
        return all.Where(one => one.IsVisible && !inherited.Contains(one) && !IsImplied(type, one)).Select(TypeName.Of).Order(StringComparer.Ordinal);
    }

    private static bool IsImplied(Type type, Type contract) =>
        RecordTypes.IsRecord(type) && contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IEquatable<>);
}
