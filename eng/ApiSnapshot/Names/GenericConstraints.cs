using System.Reflection;

namespace ApiSnapshot.Names;

/// <summary>The <c>where</c> clauses of type parameters.</summary>
internal static class GenericConstraints
{
    public static string Of(IEnumerable<Type> parameters) => string.Concat(parameters.Select(Of));

    private static string Of(Type parameter)
    {
        var parts = Kind(parameter).Concat(Types(parameter)).Concat(Abilities(parameter)).ToArray();
        return parts.Length == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", parts)}";
    }

    private static IEnumerable<string> Kind(Type parameter)
    {
        var isNullable = NullableFlags.Of(parameter.GetCustomAttributesData(), parameter).Next();
        if (parameter.Has("IsUnmanagedAttribute")) return ["unmanaged"];
        if (Requires(parameter, GenericParameterAttributes.NotNullableValueTypeConstraint)) return ["struct"];
        if (Requires(parameter, GenericParameterAttributes.ReferenceTypeConstraint)) return [isNullable ? "class?" : "class"];
        return IsNotNull(parameter) ? ["notnull"] : [];
    }

    private static IEnumerable<string> Types(Type parameter) =>
        parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(TypeName.Of).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Abilities(Type parameter)
    {
        var isStruct = Requires(parameter, GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (!isStruct && Requires(parameter, GenericParameterAttributes.DefaultConstructorConstraint)) yield return "new()";
        if (Requires(parameter, GenericParameterAttributes.AllowByRefLike)) yield return "allows ref struct";
    }

    // With a type constraint, "not null" follows from the type.
    private static bool IsNotNull(Type parameter) =>
        parameter.GetGenericParameterConstraints().Length == 0 && NullableFlags.Of(parameter.GetCustomAttributesData(), parameter).NextIsNotNull();

    private static bool Requires(Type parameter, GenericParameterAttributes constraint) => (parameter.GenericParameterAttributes & constraint) != 0;
}
