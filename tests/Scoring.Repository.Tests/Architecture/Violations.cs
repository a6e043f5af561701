namespace Scoring.Repository.Tests.Architecture;

/// <summary>Shows every violation whole; the assertions for collections shorten them.</summary>
internal static class Violations
{
    public static void AssertNone(string rule, IEnumerable<string> violations)
    {
        var lines = violations.Order(StringComparer.Ordinal).ToArray();
        if (lines.Length > 0) Assert.Fail($"{rule}\n  {string.Join("\n  ", lines)}");
    }
}
