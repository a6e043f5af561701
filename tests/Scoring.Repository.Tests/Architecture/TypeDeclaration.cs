using System.Text.RegularExpressions;

namespace Scoring.Repository.Tests.Architecture;

/// <summary>A top-level type as its file declares it.</summary>
internal sealed partial record TypeDeclaration(string Name, bool IsGeneric, bool IsPartial)
{
    /// <summary>The types of a file. The formatter holds top-level declarations, and nothing but them, at the start of a line.</summary>
    public static IReadOnlyList<TypeDeclaration> In(string text) => [.. Declaration().Matches(text).Select(Of)];

    /// <summary>Whether a file may be called this: <c>Name.cs</c>, <c>Name.T.cs</c> for a generic type, <c>Name.Concern.cs</c> for a part.</summary>
    public bool Fits(string fileName)
    {
        var parts = fileName.Split('.')[..^1];
        if (IsGeneric && parts is [_, "T", ..]) parts = [parts[0], .. parts[2..]];
        return parts[0] == Name && (parts.Length == 1 || (parts.Length == 2 && (IsPartial || IsWarning(parts[1]))));
    }

    // Unsafe and vector code is kept in files that say so, whole types too.
    private static bool IsWarning(string concern) => concern is "Native" or "Simd" or "Unsafe";

    private static TypeDeclaration Of(Match match) => new(
        match.Groups["name"].Value,
        match.Groups["generic"].Success,
        match.Groups["modifiers"].Value.Contains("partial", StringComparison.Ordinal));

    [GeneratedRegex(
        """
        ^(?<modifiers>((public|internal|file|static|sealed|abstract|readonly|ref|unsafe|partial)\s+)*)
        (
            (class|interface|enum|struct|record(\s+(class|struct))?)\s+(?<name>\w+)(?<generic><)?
            |
            delegate\s+[^(]*?\s+(?<name>\w+)(?<generic><[^(]*>)?\s*\(
        )
        """,
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Declaration();
}
