using ApiSnapshot.Members;
using ApiSnapshot.Names;

namespace ApiSnapshot.Types;

/// <summary>A delegate is one line: its signature.</summary>
internal static class DelegateText
{
    public static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate)) && type != typeof(MulticastDelegate);

    public static string Header(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        return $"delegate {ReturnText.Of(invoke)} {DeclaredName.Of(type)}({ParameterText.Of(invoke)}){GenericConstraints.Of(type.GetGenericArguments())}";
    }
}
