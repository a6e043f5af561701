using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client;

public class ScoringClientBuilderTests
{
    [Fact]
    public async Task Stage_added_first_is_outermost()
    {
        var log = new List<string>();
        var leaf = new ScriptedLeaf { OnDispose = () => { log.Add("leaf is disposed"); return ValueTask.CompletedTask; } };
        IScoringClient client = new ScoringClientBuilder(leaf)
            .Use(inner => new RecordingStage(inner, "outer", log))
            .Use(inner => new RecordingStage(inner, "inner", log))
            .Build();

        using RecordBatch rows = RecordBatch.FromValues<long>([7], [], "row");
        using RecordBatch response = await client.ScoreAsync(rows);
        await client.DisposeAsync();

        Assert.Equal(LongModel.ScoreOf(7), response.GetColumn<long>("score")[0]);
        Assert.Equal(["outer asks", "inner asks", "inner answers", "outer answers", "outer is disposed", "inner is disposed", "leaf is disposed"], log);
    }

    [Fact]
    public async Task Rows_pass_through_the_stages()
    {
        var log = new List<string>();
        var leaf = new ScriptedLeaf();
        await using (IScoringClient<long, long> client = new ScoringClientBuilder(leaf)
            .Use(inner => new RecordingStage(inner, "stage", log))
            .Build<long, long>(options: new ScoringClientOptions { Starter = InlineStarter.Instance }))
        {
            Assert.Equal(LongModel.ScoresOf(LongModel.Rows(3)), await client.ScoreAsync(LongModel.Rows(3)));
        }

        Assert.Equal(["stage asks", "stage answers", "stage is disposed"], log);
        Assert.Equal(1, leaf.DisposeCount);
    }

    [Fact]
    public void Build_without_stages_gives_the_leaf()
    {
        var leaf = new ScriptedLeaf();

        Assert.Same(leaf, new ScoringClientBuilder(leaf).Build());
    }

    [Fact]
    public void Stage_may_return_the_client_it_was_given()
    {
        var leaf = new ScriptedLeaf();

        Assert.Same(leaf, new ScoringClientBuilder(leaf).Use(static inner => inner).Use(static inner => inner).Build());
    }

    [Fact]
    public void Stage_that_returns_null_is_an_error_that_names_it()
    {
        var leaf = new ScriptedLeaf();
        ScoringClientBuilder builder = new ScoringClientBuilder(leaf).Use(static inner => inner).Use(static _ => null!).Use(static inner => inner);

        Assert.Contains("Stage 1 returned null", Assert.Throws<InvalidOperationException>(builder.Build).Message);
        Assert.Throws<InvalidOperationException>(() => builder.Build<long, long>());
        Assert.Equal(0, leaf.DisposeCount);
    }

    [Fact]
    public void Stage_that_is_null_throws() => Assert.Throws<ArgumentNullException>(static () => new ScoringClientBuilder(new ScriptedLeaf()).Use(null!));

    [Fact]
    public void Leaf_that_is_null_throws() => Assert.Throws<ArgumentNullException>(static () => new ScoringClientBuilder(null!));

    [Fact]
    public void Stage_that_throws_lets_its_exception_through() =>
        Assert.Throws<FormatException>(static () => new ScoringClientBuilder(new ScriptedLeaf()).Use(static _ => throw new FormatException()).Build());

    [Fact]
    public async Task Builder_may_build_twice()
    {
        var log = new List<string>();
        ScoringClientBuilder builder = new ScoringClientBuilder(new ScriptedLeaf()).Use(inner => new RecordingStage(inner, "stage", log));

        IScoringClient first = builder.Build(), second = builder.Build();

        Assert.NotSame(first, second);
        await first.DisposeAsync();
        await second.DisposeAsync();
    }
}
