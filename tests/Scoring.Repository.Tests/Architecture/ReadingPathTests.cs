using ApiSnapshot;

namespace Scoring.Repository.Tests.Architecture;

/// <summary>The files that a newcomer reads first fit into the ten minutes that they are promised.</summary>
public sealed class ReadingPathTests
{
    [Theory]
    [InlineData("IScoringClient.cs", 150)]
    [InlineData("IScoringClient.T.cs", 150)]
    [InlineData("DelegatingScoringClient.cs", 150)]
    [InlineData("ScoringClientBuilder.cs", 150)]
    [InlineData("Records/RecordBatch.cs", 250)]
    public void File_of_the_reading_path_is_short(string file, int mostLines)
    {
        var path = RepositoryRoot.Combine("src", "Scoring", file);
        Assert.True(File.Exists(path), $"src/Scoring/{file} is on the reading path and does not exist.");
        var lines = File.ReadLines(path).Count();
        Assert.True(lines <= mostLines, $"src/Scoring/{file} has {lines} lines; a file of the reading path has at most {mostLines}.");
    }
}
