using System.Reflection;
using System.Runtime.CompilerServices;
using ApiSnapshot.Names;
using ApiSnapshot.Types;

namespace ApiSnapshot.Members;

/// <summary>A property or an indexer, with the accessors that others can call.</summary>
internal static class PropertyText
{
    public static bool IsShown(PropertyInfo property) => property.GetAccessors(nonPublic: true).Any(Visibility.IsVisible) && !RecordTypes.IsImplied(property);

    public static MemberLine Of(PropertyInfo property)
    {
        var accessor = Widest(property);
        return MemberLine.Property(
            property.Name,
            $"{AttributeText.Of(property)}{Visibility.Prefix(accessor)}{Required(property)}{MethodModifiers.Of(accessor)}"
            + $"{ReturnText.Of(property)} {Name(property)} {{ {string.Join(' ', Accessors(property, accessor))} }}");
    }

    private static MethodInfo Widest(PropertyInfo property) =>
        property.GetAccessors(nonPublic: true).Where(Visibility.IsVisible).OrderByDescending(accessor => accessor.IsPublic).First();

    private static string Required(PropertyInfo property) => property.Has(nameof(RequiredMemberAttribute)) ? "required " : "";

    private static string Name(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } parameters ? $"this[{ParameterText.Of(parameters)}]" : property.Name;

    private static IEnumerable<string> Accessors(PropertyInfo property, MethodInfo widest)
    {
        if (property.GetMethod is { } get && Visibility.IsVisible(get)) yield return $"{Narrower(get, widest)}get;";
        if (property.SetMethod is { } set && Visibility.IsVisible(set)) yield return $"{Narrower(set, widest)}{(IsInit(set) ? "init" : "set")};";
    }

    private static string Narrower(MethodInfo accessor, MethodInfo widest) => widest.IsPublic ? Visibility.Prefix(accessor) : "";

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
