using System.Reflection;
using ApiSnapshot.Names;

namespace ApiSnapshot.Types;

/// <summary>The line of a type: attributes, kind, name, bases and constraints.</summary>
internal static class TypeHeader
{
    public static string Of(Type type) => AttributeText.Of(type) + Declaration(type);

    private static string Declaration(Type type) =>
        type.IsEnum ? EnumText.Header(type)
        : DelegateText.IsDelegate(type) ? DelegateText.Header(type)
        : $"{TypeKind.Of(type)} {DeclaredName.Of(type)}{BaseList.Of(type)}{GenericConstraints.Of(OwnParameters(type))}";

    // A nested type repeats the parameters of the types around it, which have a line of their own.
    private static IEnumerable<Type> OwnParameters(Type type) =>
        type.GetTypeInfo().GenericTypeParameters.Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0);
}
