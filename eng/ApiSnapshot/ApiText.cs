using System.Reflection;
using System.Text;
using ApiSnapshot.Types;

namespace ApiSnapshot;

/// <summary>The public API of an assembly as C#-like text, in an order that only the API itself decides.</summary>
internal static class ApiText
{
    private const string Indent = "    ";

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        var types = assembly.GetTypes().Where(Visibility.IsVisible);
        foreach (var group in types.GroupBy(type => type.Namespace ?? "").OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            AppendNamespace(text, group.Key, group.OrderBy(type => type.FullName, StringComparer.Ordinal));
        }

        return text.ToString();
    }

    public static string Of(Type type)
    {
        var text = new StringBuilder();
        AppendType(text, type);
        return text.ToString();
    }

    private static void AppendNamespace(StringBuilder text, string name, IEnumerable<Type> types)
    {
        if (text.Length > 0) text.Append('\n');
        text.Append("namespace ").Append(name).Append('\n');
        foreach (var type in types) AppendType(text.Append('\n'), type);
    }

    // A fixed line end: the text must not depend on the machine that writes it.
    private static void AppendType(StringBuilder text, Type type)
    {
        text.Append(TypeHeader.Of(type)).Append('\n');
        foreach (var line in TypeMembers.Of(type)) text.Append(Indent).Append(line).Append('\n');
    }
}
