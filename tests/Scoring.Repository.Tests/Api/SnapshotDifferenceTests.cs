using ApiSnapshot;

namespace Scoring.Repository.Tests.Api;

public sealed class SnapshotDifferenceTests
{
    [Fact]
    public void Description_shows_the_first_differing_lines_of_both_sides_and_the_remedy()
    {
        var text = SnapshotDifference.Describe("Lib", "same\nold\n", "same\nnew\n");
        Assert.Contains("line 2", text, StringComparison.Ordinal);
        Assert.Contains("| old", text, StringComparison.Ordinal);
        Assert.Contains("| new", text, StringComparison.Ordinal);
        Assert.DoesNotContain("| same", text, StringComparison.Ordinal);
        Assert.Contains(Libraries.UpdateCommand, text, StringComparison.Ordinal);
    }
}
