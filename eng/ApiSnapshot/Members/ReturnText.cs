using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ApiSnapshot.Names;

namespace ApiSnapshot.Members;

/// <summary>The type that a method or property gives, by value or by reference.</summary>
internal static class ReturnText
{
    public static string Of(MethodInfo method) => Reference(method.ReturnParameter) + TypeName.Of(method.ReturnParameter);

    public static string Of(PropertyInfo property) =>
        (property.GetMethod is { } get ? Reference(get.ReturnParameter) : "") + TypeName.Of(property);

    private static string Reference(ParameterInfo result) =>
        !result.ParameterType.IsByRef ? "" : IsReadOnly(result) ? "ref readonly " : "ref ";

    private static bool IsReadOnly(ParameterInfo result) =>
        result.Has(nameof(IsReadOnlyAttribute)) || result.GetRequiredCustomModifiers().Contains(typeof(InAttribute));
}
