using System.Reflection;
using System.Runtime.CompilerServices;

namespace ApiSnapshot.Types;

/// <summary>Metadata has no records: they are known by what the compiler adds to them.</summary>
internal static class RecordTypes
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static bool IsRecord(Type type) => type.GetMethod("<Clone>$", Own) is not null || (type.IsValueType && HasPrintMembers(type));

    /// <summary>True for what every record has, so that it says nothing about this one.</summary>
    public static bool IsImplied(MethodBase method) => method.Has(nameof(CompilerGeneratedAttribute)) && method.Name != "Deconstruct";

    public static bool IsImplied(PropertyInfo property) => property.Name == "EqualityContract" && IsRecord(property.DeclaringType!);

    private static bool HasPrintMembers(Type type) => type.GetMethod("PrintMembers", Own)?.Has(nameof(CompilerGeneratedAttribute)) ?? false;
}
