using System.Reflection;
using System.Runtime.CompilerServices;
using ApiSnapshot.Names;

namespace ApiSnapshot.Members;

/// <summary>Parameters as they are declared: how they are passed, type, name and default.</summary>
internal static class ParameterText
{
    public static string Of(MethodBase method) => Of(method.GetParameters());

    public static string Of(IEnumerable<ParameterInfo> parameters) => string.Join(", ", parameters.Select(Of));

    private static string Of(ParameterInfo parameter) =>
        $"{Receiver(parameter)}{Collection(parameter)}{Scope(parameter)}{Passing(parameter)}{TypeName.Of(parameter)} {parameter.Name}{Default(parameter)}";

    private static string Receiver(ParameterInfo parameter) =>
        parameter.Position == 0 && parameter.Member is MethodInfo method && method.Has(nameof(ExtensionAttribute)) ? "this " : "";

    private static string Collection(ParameterInfo parameter) => IsParams(parameter) ? "params " : "";

    // A span that takes the rest of the arguments is scoped without saying so.
    private static string Scope(ParameterInfo parameter) => parameter.Has("ScopedRefAttribute") && !IsParams(parameter) ? "scoped " : "";

    private static bool IsParams(ParameterInfo parameter) =>
        parameter.Has(nameof(ParamArrayAttribute)) || parameter.Has(nameof(ParamCollectionAttribute));

    private static string Passing(ParameterInfo parameter) =>
        !parameter.ParameterType.IsByRef ? ""
        : parameter.IsOut ? "out "
        : parameter.Has(nameof(RequiresLocationAttribute)) ? "ref readonly "
        : parameter.Has(nameof(IsReadOnlyAttribute)) ? "in "
        : "ref ";

    private static string Default(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? $" = {LiteralText.Of(parameter.RawDefaultValue, parameter.ParameterType)}" : "";
}
