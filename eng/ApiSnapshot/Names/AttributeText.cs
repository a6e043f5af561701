using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ApiSnapshot.Names;

/// <summary>The attributes that change what a caller may do or is told.</summary>
internal static class AttributeText
{
    private const string Suffix = "Attribute";

    private static readonly string[] s_shown =
    [
        nameof(ExperimentalAttribute),
        nameof(FlagsAttribute),
        nameof(ObsoleteAttribute),
        nameof(RequiresDynamicCodeAttribute),
        nameof(RequiresUnreferencedCodeAttribute),
    ];

    public static string Of(MemberInfo member) =>
        string.Concat(s_shown.Where(name => member.Has(name) && !IsCompilers(member, name)).Select(name => $"[{name[..^Suffix.Length]}] "));

    // The compiler marks ref structs and required members obsolete for compilers that do not know them.
    private static bool IsCompilers(MemberInfo member, string name) =>
        name == nameof(ObsoleteAttribute) && member.Has(nameof(CompilerFeatureRequiredAttribute));
}
