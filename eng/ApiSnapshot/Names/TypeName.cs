using System.Reflection;

namespace ApiSnapshot.Names;

/// <summary>Types as C# writes them where they are used, without namespaces.</summary>
internal static class TypeName
{
    /// <summary>Without annotations: for places where metadata has none.</summary>
    public static string Of(Type type) => TypeNameWriter.Write(type, [], null);

    public static string Of(ParameterInfo parameter) =>
        TypeNameWriter.Write(parameter.ParameterType, parameter.GetCustomAttributesData(), parameter.Member);

    public static string Of(FieldInfo field) => TypeNameWriter.Write(field.FieldType, field.GetCustomAttributesData(), field);

    public static string Of(PropertyInfo property) => TypeNameWriter.Write(property.PropertyType, property.GetCustomAttributesData(), property);

    public static string Of(EventInfo one) => TypeNameWriter.Write(one.EventHandlerType!, one.GetCustomAttributesData(), one);

    /// <summary>The base class of a type.</summary>
    public static string OfBase(Type type) => TypeNameWriter.Write(type.BaseType!, type.GetCustomAttributesData(), type);

    /// <summary>The name alone, without the mark and the number of type parameters.</summary>
    public static string Bare(Type type) => type.Name.Split('`')[0];
}
