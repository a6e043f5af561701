using Microsoft.CodeAnalysis;

namespace Scoring.SourceGeneration.Reading;

/// <summary>Two references to one place in one tree are the same.</summary>
internal sealed class SameSyntax : IEqualityComparer<SyntaxReference>
{
    public static SameSyntax Instance { get; } = new();

    public bool Equals(SyntaxReference? x, SyntaxReference? y) => x?.SyntaxTree == y?.SyntaxTree && x?.Span == y?.Span;

    public int GetHashCode(SyntaxReference reference) => reference.Span.GetHashCode();
}
