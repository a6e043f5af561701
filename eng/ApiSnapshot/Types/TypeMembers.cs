using ApiSnapshot.Members;

namespace ApiSnapshot.Types;

/// <summary>The lines below the line of a type.</summary>
internal static class TypeMembers
{
    public static IEnumerable<string> Of(Type type) =>
        type.IsEnum ? EnumText.Members(type)
        : DelegateText.IsDelegate(type) ? []
        : MemberLines.Of(type);
}
