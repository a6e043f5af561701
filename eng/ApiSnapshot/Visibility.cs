using System.Reflection;

namespace ApiSnapshot;

/// <summary>What another assembly can name: public, and protected for those that derive.</summary>
internal static class Visibility
{
    public static bool IsVisible(Type type) =>
        !IsUnspeakable(type) && (type.IsPublic || (IsOpenNested(type) && IsVisible(type.DeclaringType!)));

    public static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    public static bool IsVisible(MethodBase? method) =>
        method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    /// <summary>Empty for public: only the exception is written.</summary>
    public static string Prefix(FieldInfo field) => field.IsPublic ? "" : "protected ";

    /// <inheritdoc cref="Prefix(FieldInfo)"/>
    public static string Prefix(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static bool IsOpenNested(Type type) => type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem;

    // The compiler's own types, among them the groups of extension members.
    private static bool IsUnspeakable(Type type) => type.Name.Contains('<', StringComparison.Ordinal);
}
