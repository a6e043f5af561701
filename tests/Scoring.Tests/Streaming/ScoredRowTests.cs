using Scoring.Streaming;

namespace Scoring.Tests.Streaming;

public class ScoredRowTests
{
    private static readonly InvalidDataException s_error = new("broken");

    [Fact]
    public void Row_with_a_score_has_no_error()
    {
        var result = new ScoredRow<string, double>("a", 1.5);

        Assert.Equal(("a", 1.5, true), (result.Row, result.Score, result.HasScore));
        Assert.Null(result.Error);
        Assert.True(result.TryGetScore(out double score));
        Assert.Equal(1.5, score);
    }

    [Fact]
    public void Row_with_an_error_has_no_score()
    {
        var result = new ScoredRow<string, double>("a", s_error);

        Assert.Same(s_error, result.Error);
        Assert.False(result.HasScore);
        Assert.False(result.TryGetScore(out _));
        var thrown = Assert.Throws<InvalidOperationException>(() => result.Score);
        Assert.Same(s_error, thrown.InnerException);
        Assert.Equal("The row has no score: broken", thrown.Message);
    }

    [Fact]
    public void Error_must_be_given() => Assert.Throws<ArgumentNullException>("error", () => new ScoredRow<string, double>("a", (Exception)null!));

    [Fact]
    public void Text_shows_score_or_error()
    {
        Assert.Equal("ScoredRow { Row = a, Score = 1.5 }", new ScoredRow<string, double>("a", 1.5).ToString());
        Assert.Equal("ScoredRow { Row = a, InvalidDataException = broken }", new ScoredRow<string, double>("a", s_error).ToString());
    }

    [Fact]
    public void Equality_is_of_row_score_and_error()
    {
        Assert.Equal(new ScoredRow<string, double>("a", 1.5), new ScoredRow<string, double>("a", 1.5));
        Assert.NotEqual(new ScoredRow<string, double>("a", 1.5), new ScoredRow<string, double>("a", 2));
        Assert.NotEqual(new ScoredRow<string, double>("a", 0), new ScoredRow<string, double>("a", s_error));
    }
}
