using System.Reflection;
using System.Runtime.CompilerServices;
using ApiSnapshot.Names;

namespace ApiSnapshot.Members;

/// <summary>A field, or a constant with its value.</summary>
internal static class FieldText
{
    public static bool IsShown(FieldInfo field) => Visibility.IsVisible(field) && !field.IsSpecialName;

    public static MemberLine Of(FieldInfo field) =>
        MemberLine.Field(field.Name, $"{AttributeText.Of(field)}{Visibility.Prefix(field)}{Modifiers(field)}{TypeName.Of(field)} {field.Name}{Value(field)}");

    private static string Modifiers(FieldInfo field) =>
        IsConstant(field) ? "const "
        : (field.Has(nameof(RequiredMemberAttribute)) ? "required " : "") + (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");

    private static string Value(FieldInfo field) =>
        !IsConstant(field) ? ""
        : field.IsLiteral ? $" = {LiteralText.Of(field.GetRawConstantValue(), field.FieldType)}"
        : $" = {LiteralText.Of(field.GetValue(null), field.FieldType)}";

    // A decimal constant is a static field with an attribute.
    private static bool IsConstant(FieldInfo field) => field.IsLiteral || field.Has(nameof(DecimalConstantAttribute));
}
