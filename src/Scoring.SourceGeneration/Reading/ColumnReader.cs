using Microsoft.CodeAnalysis;
using Scoring.Records;
using Scoring.SourceGeneration.Collections;
using Scoring.SourceGeneration.Models;
using Scoring.SourceGeneration.Reporting;

namespace Scoring.SourceGeneration.Reading;

/// <summary>Makes a column of a member, or says why there can be none.</summary>
internal sealed class ColumnReader(bool isResult, List<DiagnosticInfo> diagnostics)
{
    private const string Remedy = "numbers, bool, string, enums, DateTime, DateTimeOffset and DateOnly are, and arrays of numbers, bools or strings. Leave it out with [Ignore], or add a property that gives one of them";

    /// <summary>Null when the member cannot be one; the reason is then among the diagnostics.</summary>
    public ColumnModel? Read(BindableMember member)
    {
        if (ReadType(member) is not { } column)
        {
            Fail(Descriptors.NoColumnType, member.Location, member.FullName, member.Type.ToDisplayString(), Remedy);
            return null;
        }

        if (isResult && column.IsNullable && !column.IsFloating && column.Element != ElementType.String)
        {
            Fail(Descriptors.NoColumnType, member.Location, member.FullName, member.Type.ToDisplayString(), "a model's integers, bools and dates are never missing, so it may not be nullable");
            return null;
        }

        return WithText(member, column) is { } written ? WithShape(member, written) : null;
    }

    private ColumnModel? ReadType(BindableMember member)
    {
        ITypeSymbol type = member.Type;
        if (type is IArrayTypeSymbol { Rank: 1, ElementType: IArrayTypeSymbol { Rank: 1 } inner }) return isResult ? null : Many(member, inner.ElementType, Holding.Nested);
        if (type is IArrayTypeSymbol { Rank: 1 } array) return Many(member, array.ElementType, Holding.Array);
        if (type is INamedTypeSymbol { TypeArguments.Length: 1 } generic && HoldingOf(generic) is { } holding) return Many(member, generic.TypeArguments[0], holding);
        return One(member, type);
    }

    private Holding? HoldingOf(INamedTypeSymbol type)
    {
        if (ElementReader.IsSystem(type, "ReadOnlyMemory") || (!isResult && ElementReader.IsSystem(type, "Memory"))) return Holding.Memory;
        return !isResult && type.Name == "ImmutableArray" && type.ContainingNamespace.ToDisplayString() == "System.Collections.Immutable" ? Holding.ImmutableArray : null;
    }

    private static ColumnModel? Many(BindableMember member, ITypeSymbol elementType, Holding holding)
    {
        if (ElementReader.Of(elementType) is not { } element) return null;
        if (element == ElementType.String && holding != Holding.Array) return null;
        return Create(member, element, element == ElementType.String ? ValueForm.Text : ValueForm.Number) with { Holding = holding, Shape = null };
    }

    private static ColumnModel? One(BindableMember member, ITypeSymbol type)
    {
        bool nullable = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        ITypeSymbol value = nullable ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        if (ElementReader.Of(value) is { } element)
        {
            bool text = element == ElementType.String;
            return Create(member, element, text ? ValueForm.Text : ValueForm.Number) with { IsNullable = text ? type.NullableAnnotation != NullableAnnotation.NotAnnotated : nullable };
        }

        if (value is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying })
        {
            return Create(member, ElementReader.Of(underlying)!.Value, ValueForm.Enum) with
            {
                IsNullable = nullable,
                EnumType = value.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            };
        }

        if (value.SpecialType == SpecialType.System_DateTime) return Create(member, ElementType.Int64, ValueForm.DateTime) with { IsNullable = nullable };
        if (ElementReader.IsSystem(value, "DateTimeOffset")) return Create(member, ElementType.Int64, ValueForm.DateTimeOffset) with { IsNullable = nullable };
        if (ElementReader.IsSystem(value, "DateOnly")) return Create(member, ElementType.Int32, ValueForm.Date) with { IsNullable = nullable };
        return null;
    }

    private static ColumnModel Create(BindableMember member, ElementType element, ValueForm form) => new()
    {
        Member = member.Identifier,
        Name = member.Attributes.Name ?? member.Name,
        Element = element,
        Form = form,
        Shape = new EquatableArray<int>([]),
        IsStored = member.IsStored,
    };

    private ColumnModel? WithText(BindableMember member, ColumnModel column)
    {
        if (!member.Attributes.AsString) return column;
        LocationInfo? place = LocationInfo.From(member.Attributes.ColumnLocation) ?? member.Location;
        if (column.Form is ValueForm.Number or ValueForm.Text)
            return Fail(Descriptors.NoText, place, member.FullName, $"{member.Type.ToDisplayString()} travels as it is; enums and dates have a choice");
        ColumnModel text = column with { Element = ElementType.String, AsString = true };
        if (column.Form != ValueForm.Enum) return text;
        List<EnumName> names = EnumReader.Names(member.Type);
        if (names.GroupBy(static n => n.Text, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1) is { } twice)
            return Fail(Descriptors.NoText, place, member.FullName, $"two members of its enum are called '{twice.Key}'");
        return text with { EnumNames = new EquatableArray<EnumName>(names) };
    }

    private ColumnModel? WithShape(BindableMember member, ColumnModel column)
    {
        if (member.Attributes.Shape is not { } shape)
        {
            if (column.Holding != Holding.Nested) return column;
            return Fail(Descriptors.WrongShape, member.Location, member.FullName, "[]", "an array of arrays needs one of two dimensions, as in [Shape(28, 28)]");
        }

        string text = $"[{string.Join(", ", shape)}]";
        LocationInfo? place = LocationInfo.From(member.Attributes.ShapeLocation) ?? member.Location;
        if (column.IsScalar) return Fail(Descriptors.WrongShape, place, member.FullName, text, $"{member.Type.ToDisplayString()} is one value; only arrays have a shape");
        if (shape.Length == 0 || shape.Any(static d => d < 1)) return Fail(Descriptors.WrongShape, place, member.FullName, text, "it takes one or more dimensions, each at least 1");
        if (shape.Aggregate(1d, static (product, d) => product * d) > int.MaxValue) return Fail(Descriptors.WrongShape, place, member.FullName, text, $"a row holds at most {int.MaxValue} values");
        if (column.Holding == Holding.Nested && shape.Length != 2) return Fail(Descriptors.WrongShape, place, member.FullName, text, "an array of arrays has two dimensions");
        return column with { Shape = new EquatableArray<int>(shape) };
    }

    private ColumnModel? Fail(DiagnosticDescriptor descriptor, LocationInfo? location, params string[] arguments)
    {
        diagnostics.Add(DiagnosticInfo.Create(descriptor, location, arguments));
        return null;
    }
}
