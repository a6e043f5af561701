using System.Reflection;

namespace ApiSnapshot.Names;

/// <summary>Names where they are declared: type parameters with their variance, nested types with the types around them.</summary>
internal static class DeclaredName
{
    public static string Of(Type type)
    {
        var outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var prefix = type.DeclaringType is { } declaring ? Of(declaring) + "." : "";
        return prefix + TypeName.Bare(type) + Parameters(type.GetGenericArguments()[outer..]);
    }

    public static string Parameters(Type[] parameters) =>
        parameters.Length == 0 ? "" : $"<{string.Join(", ", parameters.Select(parameter => Variance(parameter) + parameter.Name))}>";

    private static string Variance(Type parameter) => (parameter.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
    {
        GenericParameterAttributes.Covariant => "out ",
        GenericParameterAttributes.Contravariant => "in ",
        _ => "",
    };
}
