using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SettingsGeneration;

/// <summary>Writes the methods with <c>[GenerateSettings]</c>: each reads every option of a type from a section, so that none is forgotten and no reflection is needed.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SettingsGenerator : IIncrementalGenerator
{
    private const string Attribute = "Scoring.DependencyInjection.GenerateSettingsAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<SettingsMethod> methods = context.SyntaxProvider.ForAttributeWithMetadataName(
            Attribute,
            static (node, _) => node is MethodDeclarationSyntax,
            static (target, _) => SettingsMethod.Of((IMethodSymbol)target.TargetSymbol, target.Attributes[0]));
        context.RegisterSourceOutput(methods, static (production, method) => production.AddSource(method.FileName, method.Write()));
    }
}
