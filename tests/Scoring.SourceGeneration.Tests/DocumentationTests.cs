extern alias generator;

using System.Reflection;
using System.Text.RegularExpressions;
using generator::Scoring.SourceGeneration.Reporting;
using Microsoft.CodeAnalysis;

namespace Scoring.SourceGeneration.Tests;

/// <summary>Every diagnostic is described where its help link points.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] s_ofTheBuild = ["SCORING020", "SCORING021", "SCORING022"];

    [Fact]
    public void Page_describes_every_diagnostic_and_no_other()
    {
        IEnumerable<string> ids = typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => ((DiagnosticDescriptor)field.GetValue(null)!).Id);
        Assert.Equal(ids.Concat(s_ofTheBuild).Order(), Headings().Matches(File.ReadAllText(Page())).Select(static match => match.Groups["id"].Value));
    }

    private static string Page()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Scoring.sln"))) root = root.Parent;
        return Path.Combine(root.FullName, "docs", "diagnostics.md");
    }

    [GeneratedRegex(@"^## (?<id>\w+)", RegexOptions.Multiline)]
    private static partial Regex Headings();
}
