namespace Scoring.SourceGeneration.Reporting;

/// <summary>Where a diagnostic is described.</summary>
internal static class HelpLink
{
    /// <summary>From the root of the repository, and of the package.</summary>
    private const string Page = "docs/diagnostics.md";

    public static string To(string id) => $"{Page}#{id.ToLowerInvariant()}";
}
