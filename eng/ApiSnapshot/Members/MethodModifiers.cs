using System.Reflection;

namespace ApiSnapshot.Members;

/// <summary>What a caller or a deriving type may do with a method or an accessor.</summary>
internal static class MethodModifiers
{
    public static string Of(MethodInfo method) => method.DeclaringType!.IsInterface ? InInterface(method) : InType(method);

    // Abstract is what an interface member is anyway; a body is the exception, and it matters to those who implement.
    private static string InInterface(MethodInfo method) => (method.IsStatic, method.IsAbstract, method.IsVirtual) switch
    {
        (true, true, _) => "static abstract ",
        (true, false, true) => "static virtual ",
        (true, false, false) => "static ",
        (false, true, _) => "",
        (false, false, true) => "virtual ",
        (false, false, false) => "sealed ",
    };

    private static string InType(MethodInfo method)
    {
        if (method.IsStatic) return "static ";
        if (!method.IsVirtual) return "";
        if (method.GetBaseDefinition() != method) return Overriding(method);
        return method.IsAbstract ? "abstract " : method.IsFinal ? "" : "virtual ";
    }

    private static string Overriding(MethodInfo method) =>
        method.IsAbstract ? "abstract override " : method.IsFinal ? "sealed override " : "override ";
}
