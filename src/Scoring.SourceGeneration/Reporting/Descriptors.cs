using Microsoft.CodeAnalysis;

namespace Scoring.SourceGeneration.Reporting;

/// <summary>All diagnostics. Each is described in docs/diagnostics.md.</summary>
internal static class Descriptors
{
    private const string Bindings = "Scoring.Bindings", Models = "Scoring.Models";

    public static readonly DiagnosticDescriptor UnboundType = new(
        "SCORING001", "No binding can be generated for the type", "{0} cannot have a generated binding: {1}", Bindings, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink.To("SCORING001"));

    public static readonly DiagnosticDescriptor NoColumn = new(
        "SCORING002", "The type has no column", "{0} has no column: {1}", Bindings, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink.To("SCORING002"));

    public static readonly DiagnosticDescriptor NoColumnType = new(
        "SCORING003", "The member's type is no column type", "{0} is {1}, which is no column type: {2}", Bindings, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink.To("SCORING003"));

    public static readonly DiagnosticDescriptor DuplicateName = new(
        "SCORING004", "Two members have one column name", "{0} and {1} are both column '{2}'; give one of them another name with [Column(\"…\")], or leave it out with [Ignore]",
        Bindings, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink.To("SCORING004"));

    public static readonly DiagnosticDescriptor WrongShape = new(
        "SCORING005", "The shape does not fit the member", "The shape {1} of {0} does not fit: {2}", Bindings, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink.To("SCORING005"));

    public static readonly DiagnosticDescriptor NoText = new(
        "SCORING006", "AsString is for enums and dates", "AsString cannot be asked of {0}: {1}", Bindings, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink.To("SCORING006"));

    public static readonly DiagnosticDescriptor CannotBeMade = new(
        "SCORING007", "The result cannot be made", "{0} cannot be made from a model's outputs: {1}", Bindings, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink.To("SCORING007"));

    public static readonly DiagnosticDescriptor NoEffect = new(
        "SCORING008", "The attribute has no effect", "[{1}] has no effect on {0}: {2}", Bindings, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink.To("SCORING008"));

    public static readonly DiagnosticDescriptor UnknownType = new(
        "SCORING010", "The model's type is not known", "ScoringModel '{0}' says {1}=\"{2}\", and this project has no [{3}] type of that name; it has {4}",
        Models, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink.To("SCORING010"));

    public static readonly DiagnosticDescriptor UnknownInput = new(
        "SCORING011", "The model does not take the column", "{0} gives column {1}, which model '{2}' does not take; it takes ({3})",
        Models, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink.To("SCORING011"));

    public static readonly DiagnosticDescriptor MissingInput = new(
        "SCORING012", "The row lacks an input of the model", "Model '{0}' takes {1}, which {2} does not give; it gives ({3})",
        Models, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink.To("SCORING012"));

    public static readonly DiagnosticDescriptor WrongType = new(
        "SCORING013", "The element types do not convert", "{0} {1} {2}, and model '{3}' {4} {5}: {6}", Models, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink.To("SCORING013"));

    public static readonly DiagnosticDescriptor WrongCount = new(
        "SCORING014", "The numbers of values per row differ", "{0} {1} {2}, and model '{3}' {4} {5}: {6}", Models, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink.To("SCORING014"));

    public static readonly DiagnosticDescriptor UnknownOutput = new(
        "SCORING015", "The model does not give the output", "{0} reads {1}, and model '{2}' gives ({3}): {4}", Models, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink.To("SCORING015"));

    public static readonly DiagnosticDescriptor UnreadableGraph = new(
        "SCORING016", "The graph file cannot be read", "The file that describes model '{0}' is not of this version of Scoring; clean the project's obj folder and build again",
        Models, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink.To("SCORING016"));
}
