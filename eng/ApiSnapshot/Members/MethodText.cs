using System.Reflection;
using ApiSnapshot.Names;
using ApiSnapshot.Types;

namespace ApiSnapshot.Members;

/// <summary>A method or an operator.</summary>
internal static class MethodText
{
    public static bool IsShown(MethodInfo method) =>
        Visibility.IsVisible(method) && !RecordTypes.IsImplied(method) && (!method.IsSpecialName || OperatorText.IsOperator(method));

    public static MemberLine Of(MethodInfo method)
    {
        var prefix = AttributeText.Of(method) + Visibility.Prefix(method) + MethodModifiers.Of(method);
        var suffix = $"({ParameterText.Of(method)}){GenericConstraints.Of(method.GetGenericArguments())}";
        return OperatorText.IsOperator(method)
            ? MemberLine.Operator(method.Name, prefix + OperatorText.Of(method) + suffix)
            : MemberLine.Method(method.Name, $"{prefix}{ReturnText.Of(method)} {method.Name}{DeclaredName.Parameters(method.GetGenericArguments())}{suffix}");
    }
}
