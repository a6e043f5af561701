using System.Reflection;
using ApiSnapshot.Names;
using ApiSnapshot.Types;

namespace ApiSnapshot.Members;

/// <summary>A constructor, under the name of its type.</summary>
internal static class ConstructorText
{
    public static bool IsShown(ConstructorInfo constructor) =>
        !constructor.IsStatic && Visibility.IsVisible(constructor) && !RecordTypes.IsImplied(constructor);

    public static MemberLine Of(ConstructorInfo constructor) =>
        MemberLine.Constructor(
            $"{AttributeText.Of(constructor)}{Visibility.Prefix(constructor)}{TypeName.Bare(constructor.DeclaringType!)}({ParameterText.Of(constructor)})");
}
