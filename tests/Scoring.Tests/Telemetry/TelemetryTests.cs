using System.Diagnostics;
using Scoring.Diagnostics;
using Scoring.Switching;
using Scoring.Telemetry;
using Scoring.Tests.Diagnostics;
using Scoring.Tests.Fakes;
using Scoring.Tests.Switching;

namespace Scoring.Tests.Telemetry;

[Collection(ProcessWide.Name)]
public class TelemetryTests
{
    private readonly HoldingLeaf _leaf = new();
    private readonly RecordingLoggers _loggers = new();

    [Fact]
    public async Task Request_of_one_caller_is_its_child()
    {
        using var spans = new SpanRecording("one");
        await using IScoringClient<long, long> client = Client("one");
        using var outer = new Activity("outer");
        outer.Start();
        Task<long> call = client.ScoreAsync(1L).AsTask();
        _leaf.CompleteAll();
        await call;

        Activity score = Assert.Single(spans["score fares"]), batch = Assert.Single(spans["score_batch fares"]);
        Assert.Equal((outer.SpanId, score.SpanId, outer.TraceId), (score.ParentSpanId, batch.ParentSpanId, batch.TraceId));
        Assert.Empty(batch.Links);
        Assert.Equal((1, 0, "fares", ActivityStatusCode.Unset), (batch.GetTagItem(TagNames.Rows), batch.GetTagItem(TagNames.Partition), batch.GetTagItem(TagNames.Model), batch.Status));
    }

    [Fact]
    public async Task Request_of_several_callers_has_a_link_to_each_and_no_parent()
    {
        using var spans = new SpanRecording("several");
        await using IScoringClient<long, long> client = Client("several");
        Task<long>[] calls = [.. Enumerable.Range(0, 5).Select(row => client.ScoreAsync((long)row).AsTask())];
        _leaf.CompleteAll();
        await Task.WhenAll(calls);

        Activity batch = Assert.Single(spans["score_batch fares"], static span => span.GetTagItem(TagNames.Rows) is 4);
        Assert.Equal(default, batch.ParentSpanId);
        Assert.Equal(4, batch.GetTagItem(TagNames.Callers));
        Assert.Equal(4, spans["score fares"].Select(static span => span.SpanId).Intersect(batch.Links.Select(static link => link.Context.SpanId)).Count());
    }

    [Fact]
    public async Task Links_are_limited()
    {
        using var spans = new SpanRecording("many");
        await using IScoringClient<long, long> client = Client("many");
        Task<long>[] calls = [.. Enumerable.Range(0, 101).Select(row => client.ScoreAsync((long)row).AsTask())];
        _leaf.CompleteAll();
        await Task.WhenAll(calls);

        Assert.Equal(32, Assert.Single(spans["score_batch fares"], static span => span.GetTagItem(TagNames.Rows) is 100).Links.Count());
    }

    [Fact]
    public async Task Callers_of_an_earlier_request_are_forgotten()
    {
        using var spans = new SpanRecording("again");
        await using IScoringClient<long, long> client = Client("again");
        for (int i = 0; i < 3; i++)
        {
            Task<long> call = client.ScoreAsync(1L).AsTask();
            _leaf.CompleteAll();
            await call;
        }

        Assert.All(spans["score_batch fares"], static span => Assert.Empty(span.Links));
        Assert.Equal(spans["score fares"].Select(static span => span.SpanId), spans["score_batch fares"].Select(static span => span.ParentSpanId));
    }

    [Fact]
    public async Task Failure_is_told_by_both_spans_and_the_log()
    {
        using var spans = new SpanRecording("fails");
        await using IScoringClient<long, long> client = Client("fails");
        Task<long> call = client.ScoreAsync(1L).AsTask();
        _leaf.Requests[0].Fail(new ScoringRefusedException("bad"));
        await Assert.ThrowsAsync<ScoringRefusedException>(() => call);

        Assert.All(
            [.. spans["score fares"], .. spans["score_batch fares"]],
            static span => Assert.Equal(("Scoring.ScoringRefusedException", ActivityStatusCode.Error, "bad"), (span.GetTagItem(TagNames.ErrorType), span.Status, span.StatusDescription)));
        Assert.Equal(["Scoring client 'fails': a request of 1 rows in partition 0 to fares (null) has failed: bad"], _loggers[200]);
    }

    [Fact]
    public async Task Failure_is_logged_though_nobody_listens()
    {
        await using IScoringClient<long, long> client = Client("log");
        Task<long> call = client.ScoreAsync(1L).AsTask();
        _leaf.Requests[0].Fail(new ScoringRefusedException("bad"));
        await Assert.ThrowsAsync<ScoringRefusedException>(() => call);

        Assert.Single(_loggers[200]);
    }

    [Fact]
    public async Task Call_of_many_rows_is_one_span_and_the_parent_of_its_requests()
    {
        using var spans = new SpanRecording("rows");
        await using IScoringClient<long, long> client = Client("rows", maxBatchCount: 2);
        Task call = client.ScoreAsync(LongModel.Rows(4), new long[4]).AsTask();
        _leaf.CompleteAll();
        await call;

        Activity score = Assert.Single(spans["score fares"]);
        Assert.Equal(4, score.GetTagItem(TagNames.Rows));
        Assert.All(spans["score_batch fares"], span => Assert.Equal(score.SpanId, span.ParentSpanId));
    }

    [Fact]
    public async Task Version_that_answered_is_a_tag_of_the_span()
    {
        using var spans = new SpanRecording("version");
        SwitchingScoringClient model = await SwitchingScoringClient.CreateAsync(VersionedModel.Create(1));
        await using IScoringClient<long, long> client = new ScoringClientBuilder(model).UseOpenTelemetry(new TelemetryOptions { Name = "version" }).Build<long, long>();
        await client.ScoreAsync(1L);
        await model.StageAsync(VersionedModel.Create(2));
        await model.PromoteAsync();
        await client.ScoreAsync(1L);

        Assert.Equal(["1", "2"], spans["score_batch fares"].Select(static span => span.GetTagItem(TagNames.ModelVersion)));
    }

    [Fact]
    public async Task Without_the_stage_there_are_no_spans()
    {
        using var spans = new SpanRecording("none");
        await using IScoringClient<long, long> client = Clients.Started(_leaf.Client, new ScoringClientOptions { Name = "none", ShutdownTimeout = TimeSpan.Zero });
        Task<long> call = client.ScoreAsync(1L).AsTask();
        _leaf.CompleteAll();
        await call;

        Assert.Empty(spans["score fares"]);
    }

    private IScoringClient<long, long> Client(string name, int? maxBatchCount = null) => new ScoringClientBuilder(_leaf.Client)
        .UseOpenTelemetry(new TelemetryOptions { Name = name, LoggerFactory = _loggers })
        .Build<long, long>(options: new ScoringClientOptions
        {
            Name = name,
            MaxBatchCount = maxBatchCount,
            MaxParallelRequests = 1,
            ShutdownTimeout = TimeSpan.Zero,
            Starter = InlineStarter.Instance,
        });
}
