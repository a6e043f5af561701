using System.Reflection;

namespace ApiSnapshot.Members;

/// <summary>The members that a type declares and another assembly can name, sorted.</summary>
internal static class MemberLines
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Type type) =>
        All(type)
            .OrderBy(line => line.Rank)
            .ThenBy(line => line.Name, StringComparer.Ordinal)
            .ThenBy(line => line.Text, StringComparer.Ordinal)
            .Select(line => line.Text);

    private static IEnumerable<MemberLine> All(Type type) =>
    [
        .. type.GetFields(Declared).Where(FieldText.IsShown).Select(FieldText.Of),
        .. type.GetConstructors(Declared).Where(ConstructorText.IsShown).Select(ConstructorText.Of),
        .. type.GetProperties(Declared).Where(PropertyText.IsShown).Select(PropertyText.Of),
        .. type.GetEvents(Declared).Where(EventText.IsShown).Select(EventText.Of),
        .. type.GetMethods(Declared).Where(MethodText.IsShown).Select(MethodText.Of),
    ];
}
