using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Scoring.DependencyInjection;
using Scoring.FailedState;
using Scoring.Tests.Client;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.DependencyInjection;

public class ClientRegistrationTests
{
    [Fact]
    public async Task Client_is_a_singleton_that_scores_and_is_disposed_with_the_services()
    {
        var fixture = new ServiceFixture();
        fixture.AddClient();

        Assert.Equal(LongModel.ScoreOf(5), await fixture.Client.ScoreAsync(5L));
        Assert.Same(fixture.Client, fixture.Client);
        await fixture.DisposeAsync();
        Assert.Equal(1, fixture.Leaf.DisposeCount);
    }

    [Fact]
    public async Task Meter_comes_from_the_services()
    {
        await using ServiceFixture fixture = new(), other = new();
        fixture.Services.AddMetrics();
        other.Services.AddMetrics();
        fixture.AddClient();
        other.AddClient();
        IMeterFactory mine = fixture.Provider.GetRequiredService<IMeterFactory>(), others = other.Provider.GetRequiredService<IMeterFactory>();
        var rows = new Dictionary<object, long> { [mine] = 0, [others] = 0 };
        using var listener = new MeterListener();
        listener.SetMeasurementEventCallback<long>((instrument, count, _, _) =>
        {
            if (instrument.Meter.Scope is { } scope && rows.ContainsKey(scope)) rows[scope] += count;
        });
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == "scoring.client.rows") listener.EnableMeasurementEvents(instrument);
        };
        listener.Start();
        await fixture.Client.ScoreAsync(1L);
        await other.Client.ScoreAsync(1L);
        await fixture.Client.ScoreAsync(2L);

        Assert.Equal((2, 1), (rows[mine], rows[others]));
    }

    [Fact]
    public async Task Clients_with_keys_stand_beside_each_other()
    {
        await using var fixture = new ServiceFixture();
        fixture.AddClient();
        var other = new ScriptedLeaf();
        fixture.Services.AddKeyedScoringClient<long, long>("local").UseLeaf("other", _ => other);

        await fixture.Provider.GetRequiredKeyedService<IScoringClient<long, long>>("local").ScoreAsync(1L);
        Assert.Equal((0, 1), (fixture.Leaf.ScoreCount, other.ScoreCount));
    }

    [Fact]
    public async Task Client_without_a_leaf_is_an_error_at_the_start_and_when_it_is_asked_for()
    {
        await using var fixture = new ServiceFixture();
        fixture.Services.AddScoringClient<long, long>("fares");

        Assert.Equal("Scoring client 'fares' has nothing to score with. Say UseOnnxModel, UseHttp or UseLeaf after AddScoringClient.", fixture.StartProblem);
        Assert.Throws<OptionsValidationException>(() => fixture.Client);
    }

    [Fact]
    public void Second_leaf_is_an_error_at_once()
    {
        ScoringClientServiceBuilder<long, long> builder = new ServiceFixture().AddClient();

        var error = Assert.Throws<InvalidOperationException>(() => builder.UseLeaf("second", static _ => new ScriptedLeaf()));
        Assert.Contains("'fares' has two leaves, fake and second", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Client_that_would_be_mistaken_for_another_is_an_error_at_once()
    {
        var fixture = new ServiceFixture();
        fixture.AddClient();

        Assert.Contains("same rows and scores", Assert.Throws<InvalidOperationException>(() => fixture.Services.AddScoringClient<long, long>("other")).Message, StringComparison.Ordinal);
        Assert.Contains("a name of its own", Assert.Throws<InvalidOperationException>(() => fixture.Services.AddScoringClient<int, long>("fares")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stages_have_their_places_whatever_order_they_are_written_in()
    {
        await using var fixture = new ServiceFixture();
        fixture.Services.AddKeyedScoringClient<long, long>("local").UseLeaf("other", static _ => new ScriptedLeaf());
        fixture.AddClient().UseHotSwap().UseRetry().UseRowIsolation().UseFallback("local").UseFailedState().UseOpenTelemetry();

        _ = fixture.Client;
        Assert.Contains(
            "Scoring client 'fares' is built: queue → telemetry → failed state → fallback to local → isolation → retry → hot swap → fake", fixture.Loggers[100]);
        Assert.NotNull(fixture.Client.GetService(typeof(IFailedState)));
    }

    [Fact]
    public async Task Own_stage_stands_inside_the_one_before_it()
    {
        await using var fixture = new ServiceFixture();
        fixture.AddClient().Use(static (inner, _) => new PassingStage(inner), "outer").UseRetry().Use(static (inner, _) => new PassingStage(inner), "inner").UseRowIsolation();

        _ = fixture.Client;
        Assert.Equal(["Scoring client 'fares' is built: queue → outer → isolation → retry → inner → fake"], fixture.Loggers[100]);
    }

    [Fact]
    public void Stage_that_is_there_already_is_an_error_at_once() =>
        Assert.Contains("'retry' twice", Assert.Throws<InvalidOperationException>(() => new ServiceFixture().AddClient().UseRetry().UseRetry()).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Fallback_to_a_client_that_is_not_there_is_an_error_at_the_start()
    {
        await using var fixture = new ServiceFixture();
        fixture.AddClient().UseFallback("local", TimeSpan.FromMilliseconds(80));

        Assert.Contains("'fares' falls back to the client with key 'local', which is not registered", fixture.StartProblem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fallback_uses_the_other_client_and_leaves_it_to_the_services()
    {
        var fixture = new ServiceFixture();
        var other = new ScriptedLeaf();
        fixture.Services.AddKeyedScoringClient<long, long>("local").UseLeaf("other", _ => other);
        fixture.AddClient().UseFallback("local");
        fixture.Leaf.OnScore = static (_, _, _) => throw new ScoringEndpointException("down");

        Assert.Equal(LongModel.ScoreOf(7), await fixture.Client.ScoreAsync(7L));
        await fixture.DisposeAsync();
        Assert.Equal((1, 1), (fixture.Leaf.DisposeCount, other.DisposeCount));
    }

    [Fact]
    public async Task Watching_a_leaf_without_a_file_is_an_error_at_the_start()
    {
        await using var fixture = new ServiceFixture();
        fixture.AddClient().UseHotSwap(watch: new());

        Assert.Contains("cannot watch a file, as fake is not loaded from one", fixture.StartProblem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaf_is_disposed_when_the_rest_cannot_be_built()
    {
        await using var fixture = new ServiceFixture();
        fixture.AddClient().Use(static (_, _) => throw new InvalidOperationException("no"));

        Assert.Throws<InvalidOperationException>(() => fixture.Client);
        Assert.Equal(1, fixture.Leaf.DisposeCount);
    }

    [Fact]
    public async Task Host_does_not_start_with_wrong_settings()
    {
        HostApplicationBuilder application = Host.CreateEmptyApplicationBuilder(null);
        application.Configuration["Scoring:Fares:MaxBatchCount"] = "0";
        application.Services.AddScoringClient<long, long>("fares").BindConfiguration("Scoring:Fares").UseLeaf("fake", static _ => new ScriptedLeaf());
        using IHost host = application.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Equal("Scoring:Fares:MaxBatchCount is 0; it must be 1 to 10000 rows.", error.Message);
    }
}
