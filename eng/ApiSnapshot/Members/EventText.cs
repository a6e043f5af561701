using System.Reflection;
using ApiSnapshot.Names;

namespace ApiSnapshot.Members;

/// <summary>An event and the delegate that handles it.</summary>
internal static class EventText
{
    public static bool IsShown(EventInfo one) => Visibility.IsVisible(one.AddMethod);

    public static MemberLine Of(EventInfo one) =>
        MemberLine.Event(
            one.Name,
            $"{AttributeText.Of(one)}{Visibility.Prefix(one.AddMethod!)}{MethodModifiers.Of(one.AddMethod!)}event {TypeName.Of(one)} {one.Name}");
}
