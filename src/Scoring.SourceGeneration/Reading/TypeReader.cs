using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scoring.SourceGeneration.Collections;
using Scoring.SourceGeneration.Contracts;
using Scoring.SourceGeneration.Models;
using Scoring.SourceGeneration.Reporting;

namespace Scoring.SourceGeneration.Reading;

/// <summary>Reads a type with an attribute: its columns, or why it cannot have any.</summary>
internal sealed class TypeReader
{
    private readonly INamedTypeSymbol _type;
    private readonly AttributeData _attribute;
    private readonly bool _isResult;
    private readonly LocationInfo? _location;
    private readonly List<DiagnosticInfo> _diagnostics = [];
    private readonly List<ColumnModel> _columns = [];
    private readonly List<BindableMember> _members = [];

    private TypeReader(GeneratorAttributeSyntaxContext context, bool isResult)
    {
        _type = (INamedTypeSymbol)context.TargetSymbol;
        _attribute = context.Attributes[0];
        _isResult = isResult;
        _location = LocationInfo.From(((BaseTypeDeclarationSyntax)context.TargetNode).Identifier.GetLocation());
    }

    public static BoundType Read(GeneratorAttributeSyntaxContext context, bool isResult) => new TypeReader(context, isResult).Read();

    private bool AllowNarrowing => _attribute.NamedArguments.Any(static a => a is { Key: "AllowNarrowing", Value.Value: true });

    private BoundType Read()
    {
        int arguments = 0;
        if (Unreachable() is { } reason) Fail(Descriptors.UnboundType, _type.Name, reason);
        else if (_isResult) arguments = ReadResult();
        else ReadRow();
        CheckNames();
        NameVariables();
        if (_diagnostics.Count == 0 && _columns.Count == 0) Fail(Descriptors.NoColumn, _type.Name, $"columns are its public properties and fields that can be {(_isResult ? "set" : "read")} and are not left out with [Ignore]");
        BindingModel? model = _diagnostics.Count == 0 ? Model(arguments) : null;
        return new BoundType(model, Contract(model), new EquatableArray<DiagnosticInfo>(_diagnostics));
    }

    private string? Unreachable()
    {
        if (_type.IsStatic) return "it is static, so there are no values of it";
        if (_type.IsRefLikeType) return "it is a ref struct, which a batch cannot outlive; make it a struct";
        if (_isResult && _type.IsAbstract) return "it is abstract, so none can be made; mark the types that derive from it";
        for (INamedTypeSymbol? t = _type; t is not null; t = t.ContainingType)
        {
            if (t.IsGenericType) return $"{t.ToDisplayString()} is generic, so it is not one type; mark one that is not";
            if (t.IsFileLocal) return $"{t.Name} is local to its file; make it internal";
            if (t.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
                return $"{t.Name} is {SyntaxFacts.GetText(t.DeclaredAccessibility)}, so generated code cannot see it; make it internal";
        }

        return null;
    }

    private void ReadRow()
    {
        var reader = new ColumnReader(_isResult, _diagnostics);
        foreach (BindableMember member in MemberFinder.Find(_type))
        {
            if (IsLeftOut(member, member.CanBeRead, "it cannot be read from outside its type; make it internal or public, with a getter")) continue;
            Add(reader, member);
        }
    }

    /// <summary>The constructor's parameters first, since they are read first.</summary>
    /// <returns>How many parameters there are.</returns>
    private int ReadResult()
    {
        var reader = new ColumnReader(_isResult, _diagnostics);
        List<BindableMember> members = MemberFinder.Find(_type);
        if (ResultConstructor.Find(_type, members) is not { } arguments)
        {
            Fail(Descriptors.CannotBeMade, _type.Name, "none of its constructors can be called with values of its members alone; give it one whose parameters are called like them, or one without parameters");
            return 0;
        }

        foreach (BindableMember argument in arguments) Add(reader, argument);
        foreach (BindableMember member in members.Except(arguments))
        {
            if (member.IsRequired && member.Attributes.IsIgnored) FailAt(Descriptors.CannotBeMade, member.Location, _type.Name, $"{member.Name} is required, and [Ignore] leaves it out");
            if (!IsLeftOut(member, member.CanBeSet, "it cannot be set; give it a setter or init accessor that is not private, or a constructor's parameter of its name")) Add(reader, member);
        }

        return arguments.Count;
    }

    private bool IsLeftOut(BindableMember member, bool isReachable, string reason)
    {
        if (member.Attributes is { IsIgnored: true, Mapping: { } mapping })
            FailAt(Descriptors.NoEffect, LocationInfo.From(member.Attributes.MappingLocation), member.FullName, mapping, "[Ignore] leaves it out");
        else if (!isReachable && member.Attributes is { IsIgnored: false, Mapping: { } unreached })
            FailAt(Descriptors.NoEffect, LocationInfo.From(member.Attributes.MappingLocation), member.FullName, unreached, reason);
        return member.Attributes.IsIgnored || !isReachable;
    }

    private void Add(ColumnReader reader, BindableMember member)
    {
        if (reader.Read(member) is not { } column) return;
        _columns.Add(column);
        _members.Add(member);
    }

    private void CheckNames()
    {
        for (int i = 0; i < _columns.Count; i++)
        {
            int first = _columns.FindIndex(other => other.Name == _columns[i].Name);
            if (first < i) FailAt(Descriptors.DuplicateName, _members[i].Location, _members[first].FullName, _members[i].FullName, _columns[i].Name);
        }

        // Whatever the model calls it: there is nothing to choose from.
        if (_isResult && _columns.Count == 1 && _members[0].Attributes.Name is null) _columns[0] = _columns[0] with { Name = "" };
    }

    /// <summary>After the members; with a number where members differ by the case of a letter alone.</summary>
    private void NameVariables()
    {
        string[] names = [.. _members.Select(static m => char.ToLowerInvariant(m.Name[0]) + m.Name.Substring(1))];
        for (int i = 0; i < names.Length; i++)
            _columns[i] = _columns[i] with { Variable = names.Count(name => name == names[i]) > 1 ? $"{names[i]}{i}" : names[i] };
    }

    private BindingModel Model(int arguments) => new()
    {
        Namespace = _type.ContainingNamespace.IsGlobalNamespace ? "" : _type.ContainingNamespace.ToDisplayString(),
        Path = PathOf(_type),
        FullName = _type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
        IsResult = _isResult,
        IsUnmanaged = _type.IsUnmanagedType,
        AllowNarrowing = AllowNarrowing,
        SeesInternals = _attribute.AttributeClass!.ContainingAssembly.GivesAccessTo(_type.ContainingAssembly),
        Columns = new EquatableArray<ColumnModel>(_columns),
        Arguments = arguments,
    };

    private CheckedType Contract(BindingModel? model) => new()
    {
        Name = _type.Name,
        FullName = _type.ToDisplayString(),
        IsResult = _isResult,
        AllowNarrowing = AllowNarrowing,
        Location = _location,
        Columns = model is null ? null : new EquatableArray<CheckedColumn>(_columns.Select((column, i) => new CheckedColumn(column.Name, column.Element, ShapeOf(column), _members[i].Location))),
    };

    private EquatableArray<int>? ShapeOf(ColumnModel column) => column.Shape ?? (_isResult ? null : new EquatableArray<int>([CheckedColumn.AnySize]));

    private static string PathOf(INamedTypeSymbol type) => type.ContainingType is { } outer ? $"{PathOf(outer)}.{type.Name}" : type.Name;

    private void Fail(DiagnosticDescriptor descriptor, params string[] arguments) => FailAt(descriptor, _location, arguments);

    private void FailAt(DiagnosticDescriptor descriptor, LocationInfo? location, params string[] arguments) =>
        _diagnostics.Add(DiagnosticInfo.Create(descriptor, location, arguments));
}
