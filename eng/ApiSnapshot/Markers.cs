using System.Reflection;

namespace ApiSnapshot;

/// <summary>Attributes looked up by name, because the compiler copies some of its own into each assembly.</summary>
internal static class Markers
{
    public static bool Has(this MemberInfo member, string attribute) => Has(member.GetCustomAttributesData(), attribute);

    public static bool Has(this ParameterInfo parameter, string attribute) => Has(parameter.GetCustomAttributesData(), attribute);

    public static CustomAttributeData? Find(this IEnumerable<CustomAttributeData> attributes, string attribute) =>
        attributes.FirstOrDefault(data => data.AttributeType.Name == attribute);

    private static bool Has(IEnumerable<CustomAttributeData> attributes, string attribute) => attributes.Find(attribute) is not null;
}
