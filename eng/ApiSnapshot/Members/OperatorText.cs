using System.Reflection;

namespace ApiSnapshot.Members;

/// <summary>The C# spelling of the methods that the compiler names <c>op_</c>.</summary>
internal static class OperatorText
{
    private const string Prefix = "op_";
    private const string Checked = "Checked";

    private static readonly Dictionary<string, string> s_symbols = new(StringComparer.Ordinal)
    {
        ["Addition"] = "+",
        ["BitwiseAnd"] = "&",
        ["BitwiseOr"] = "|",
        ["Decrement"] = "--",
        ["Division"] = "/",
        ["Equality"] = "==",
        ["ExclusiveOr"] = "^",
        ["False"] = "false",
        ["GreaterThan"] = ">",
        ["GreaterThanOrEqual"] = ">=",
        ["Increment"] = "++",
        ["Inequality"] = "!=",
        ["LeftShift"] = "<<",
        ["LessThan"] = "<",
        ["LessThanOrEqual"] = "<=",
        ["LogicalNot"] = "!",
        ["Modulus"] = "%",
        ["Multiply"] = "*",
        ["OnesComplement"] = "~",
        ["RightShift"] = ">>",
        ["Subtraction"] = "-",
        ["True"] = "true",
        ["UnaryNegation"] = "-",
        ["UnaryPlus"] = "+",
        ["UnsignedRightShift"] = ">>>",
    };

    public static bool IsOperator(MethodInfo method) => method.IsSpecialName && method.Name.StartsWith(Prefix, StringComparison.Ordinal);

    public static string Of(MethodInfo method)
    {
        var name = method.Name[Prefix.Length..];
        var isChecked = name.StartsWith(Checked, StringComparison.Ordinal);
        if (isChecked) name = name[Checked.Length..];
        var keyword = isChecked ? "operator checked" : "operator";
        return name is "Implicit" or "Explicit"
            ? $"{(name == "Implicit" ? "implicit" : "explicit")} {keyword} {ReturnText.Of(method)}"
            : $"{ReturnText.Of(method)} {keyword} {s_symbols.GetValueOrDefault(name, name)}";
    }
}
