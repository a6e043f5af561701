using ApiSnapshot;

namespace Scoring.Repository.Tests.Api;

/// <summary>What a reader of a failed run needs: where the two texts part, and the command that accepts the change.</summary>
internal static class SnapshotDifference
{
    private const int ShownLines = 5;

    public static string Describe(string library, string committed, string current)
    {
        var expected = committed.Split('\n');
        var given = current.Split('\n');
        var first = expected.Zip(given).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"""
            The public API of {library} is not the committed one; they part at line {first + 1}.
            committed:
            {Excerpt(expected, first)}
            current:
            {Excerpt(given, first)}
            If the change is meant, commit what this writes: {Libraries.UpdateCommand}
            """;
    }

    private static string Excerpt(string[] lines, int first) => string.Join('\n', lines.Skip(first).Take(ShownLines).Select(line => $"    | {line}"));
}
