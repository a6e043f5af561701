using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client;

/// <summary>Services of stages and leaf are found through whatever wraps them.</summary>
public class ServiceTests
{
    private static readonly Version s_version = new(1, 2);

    [Fact]
    public void Stage_is_found_by_its_own_type_and_by_those_it_has()
    {
        IScoringClient client = Chain(out RecordingStage outer, out RecordingStage inner);

        Assert.Same(outer, client.GetService<RecordingStage>());
        Assert.Same(outer, client.GetService<DelegatingScoringClient>());
        Assert.Same(outer, client.GetService<IScoringClient>());
        Assert.Same(inner, outer.Inner.GetService<RecordingStage>());
    }

    [Fact]
    public void Service_of_the_leaf_is_found_through_the_stages()
    {
        IScoringClient client = Chain(out _, out _);

        Assert.Same(s_version, client.GetService<Version>());
        Assert.Same(s_version, client.GetService(typeof(Version)));
    }

    [Fact]
    public void Service_with_a_key_is_the_one_of_that_key()
    {
        IScoringClient client = Chain(out _, out _);

        Assert.Equal("outer", client.GetService<string>("name"));
        Assert.Equal("of the leaf", client.GetService<string>("other"));
        Assert.Null(client.GetService<RecordingStage>("name"));
    }

    [Fact]
    public void Service_that_nobody_offers_is_null()
    {
        IScoringClient client = Chain(out _, out _);

        Assert.Null(client.GetService<TimeProvider>());
        Assert.Null(client.GetService(typeof(int)));
    }

    [Fact]
    public async Task Row_client_offers_itself_and_what_it_wraps()
    {
        var log = new List<string>();
        await using IScoringClient<long, long> client = new ScoringClientBuilder(Leaf()).Use(inner => new RecordingStage(inner, "stage", log)).Build<long, long>();

        Assert.Same(client, client.GetService(typeof(IScoringClient<long, long>)));
        Assert.Same(s_version, client.GetService(typeof(Version)));
        Assert.Equal("stage", client.GetService(typeof(string), "name"));
        Assert.IsType<RecordingStage>(client.GetService(typeof(IScoringClient)));
        Assert.Null(client.GetService(typeof(IScoringClient<long, long>), "key"));
        Assert.Null(client.GetService(typeof(TimeProvider)));
        Assert.Throws<ArgumentNullException>(() => client.GetService(null!));
    }

    [Fact]
    public void Type_that_is_null_throws() => Assert.Throws<ArgumentNullException>(static () => Chain(out _, out _).GetService(null!));

    [Fact]
    public void Client_that_is_null_throws()
    {
        Assert.Throws<ArgumentNullException>(static () => ((IScoringClient)null!).GetService<Version>());
        Assert.Throws<ArgumentNullException>(static () => new RecordingStage(null!, "", []));
    }

    private static IScoringClient Chain(out RecordingStage outer, out RecordingStage inner)
    {
        RecordingStage? first = null, second = null;
        IScoringClient client = new ScoringClientBuilder(Leaf())
            .Use(next => first = new RecordingStage(next, "outer", []))
            .Use(static next => new PassingStage(next))
            .Use(next => second = new RecordingStage(next, "inner", []))
            .Build();
        (outer, inner) = (first!, second!);
        return client;
    }

    private static ScriptedLeaf Leaf() => new()
    {
        OnGetService = static (type, key) => (key, type) switch
        {
            (null, _) when type == typeof(Version) => s_version,
            ("other", _) when type == typeof(string) => "of the leaf",
            _ => null,
        },
    };
}
