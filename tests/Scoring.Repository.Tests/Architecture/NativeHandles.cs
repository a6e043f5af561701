using System.Reflection;
using System.Runtime.InteropServices;
using ApiSnapshot;

namespace Scoring.Repository.Tests.Architecture;

/// <summary>Finds pointers and native handles among what a type offers to others.</summary>
internal static class NativeHandles
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> In(Type type)
    {
        if (type.IsAssignableTo(typeof(SafeHandle))) yield return $"{type.FullName} is a handle";
        foreach (var member in Members(type).Where(member => MemberTypes(member).Any(IsNative))) yield return $"{type.FullName}.{member.Name}";
    }

    // What the compiler gives every delegate has a native pointer in it; its signature is what counts.
    private static IEnumerable<MemberInfo> Members(Type type) =>
        type.IsAssignableTo(typeof(Delegate)) && type.GetMethod("Invoke") is { } invoke ? [invoke]
        : [
            .. type.GetFields(Declared).Where(Visibility.IsVisible),
            .. type.GetConstructors(Declared).Where(Visibility.IsVisible),
            .. type.GetMethods(Declared).Where(Visibility.IsVisible),
        ];

    private static IEnumerable<Type> MemberTypes(MemberInfo member) => member switch
    {
        FieldInfo field => [field.FieldType],
        MethodInfo method => [method.ReturnType, .. ParameterTypes(method)],
        ConstructorInfo constructor => ParameterTypes(constructor),
        _ => [],
    };

    private static IEnumerable<Type> ParameterTypes(MethodBase method) => method.GetParameters().Select(parameter => parameter.ParameterType);

    private static bool IsNative(Type type) =>
        type.IsPointer || type.IsFunctionPointer || type == typeof(nint) || type == typeof(nuint) || type.IsAssignableTo(typeof(SafeHandle))
        || (type.HasElementType && IsNative(type.GetElementType()!))
        || type.GetGenericArguments().Any(IsNative);
}
