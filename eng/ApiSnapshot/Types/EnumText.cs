using System.Globalization;
using ApiSnapshot.Names;

namespace ApiSnapshot.Types;

/// <summary>An enum: its members in the order of their values.</summary>
internal static class EnumText
{
    public static string Header(Type type)
    {
        var underlying = Enum.GetUnderlyingType(type);
        return $"enum {DeclaredName.Of(type)}{(underlying == typeof(int) ? "" : $" : {TypeName.Of(underlying)}")}";
    }

    public static IEnumerable<string> Members(Type type) =>
        Enum.GetNames(type)
            .Select(name => (Name: name, Value: Value(type, name)))
            .OrderBy(member => member.Value)
            .ThenBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => string.Create(CultureInfo.InvariantCulture, $"{member.Name} = {member.Value}"));

    // Decimal holds every underlying type, signed or not.
    private static decimal Value(Type type, string name) =>
        Convert.ToDecimal(Convert.ChangeType(Enum.Parse(type, name), Enum.GetUnderlyingType(type), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
