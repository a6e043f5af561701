using Microsoft.AspNetCore.Http;
using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using Scoring.Records;
using Scoring.Resilience;
using Scoring.Testing;

namespace Scoring.Http.Tests.Sending;

/// <summary>The leaf under the stage that retries.</summary>
public class RetriedRequestTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_is_written_once_and_sent_in_every_attempt(bool isHttp2)
    {
        int attempts = 0;
        await using ScriptedServer server = (await ScriptedServer.StartAsync(isHttp2)).On("POST /", (context, request) =>
        {
            context.Response.StatusCode = ++attempts < 4 ? 503 : 200;
            return context.Response.WriteAsync("[2]");
        });
        var protocol = new CountingProtocol();
        var sink = new Sink();
        await using IScoringClient client = new ScoringClientBuilder(server.Server.Client(protocol, Signatures.Number))
            .UseRetry(new RetryOptions { BaseDelay = TimeSpan.FromMilliseconds(1) })
            .Build();
        using RecordBatch rows = Signatures.Numbers(7);
        using RecordBatch scores = await client.ScoreAsync(rows, new ScoringContext { Attempts = sink });

        Assert.Equal(1, protocol.Written);
        Assert.Equal(["[7]", "[7]", "[7]", "[7]"], server.Requests.Select(static request => request.Body));
        Assert.Equal([503, 503, 503, 200], sink.Attempts.Select(static attempt => attempt.Status));
        Assert.All(sink.Attempts, static attempt => Assert.Equal((1, true), (attempt.Rows, attempt.Duration > TimeSpan.Zero)));
    }

    [Fact]
    public async Task Bad_row_is_found_while_the_endpoint_is_busy()
    {
        int requests = 0;
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", (context, request) =>
        {
            context.Response.StatusCode = ++requests % 3 == 0 ? 503 : request.Body.Contains("13", StringComparison.Ordinal) ? 400 : 200;
            return context.Response.WriteAsync(context.Response.StatusCode == 200 ? request.Body : """{"message": "13 is bad"}""");
        });
        await using IScoringClient client = new ScoringClientBuilder(server.Server.Client(new PlainProtocol(), Signatures.Number))
            .UseRowIsolation()
            .UseRetry(new RetryOptions { BaseDelay = TimeSpan.FromMilliseconds(1) })
            .Build();
        using RecordBatch rows = Signatures.Numbers([.. Enumerable.Range(0, 30).Select(static i => (double)i)]);
        using RecordBatch scores = await client.ScoreAsync(rows);

        RowError error = Assert.Single(scores.RowErrors);
        Assert.Equal(13, error.Index);
        Assert.Contains("13 is bad", error.Error.Message, StringComparison.Ordinal);
        Assert.Equal(29, scores.GetColumn<double>(0)[29]);
    }

    [Fact]
    public async Task Retry_after_of_the_server_is_kept_to_the_moment()
    {
        var clock = new ManualTimeProvider();
        var sink = new Sink();
        int attempts = 0;
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", (context, request) =>
        {
            context.Response.StatusCode = ++attempts == 1 ? 503 : 200;
            context.Response.Headers.RetryAfter = "7";
            return context.Response.WriteAsync("[2]");
        });
        await using IScoringClient client = new ScoringClientBuilder(server.Server.Client(new PlainProtocol(), Signatures.Number, options => options.TimeProvider = clock))
            .UseRetry(new RetryOptions { TimeProvider = clock })
            .Build();
        using RecordBatch rows = Signatures.Numbers(7);
        Task<RecordBatch> call = client.ScoreAsync(rows, new ScoringContext { Attempts = sink }).AsTask();
        await sink.Told;

        // The attempt's own timer goes on for the next one; the one that is set besides is that of the wait.
        while (clock.ActiveTimers < 2) await Task.Yield();
        clock.Advance(TimeSpan.FromSeconds(6.999));
        Assert.Equal((1, false), (server.Requests.Count, call.IsCompleted));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        using RecordBatch scores = await call;
        Assert.Equal(2, server.Requests.Count);
    }

    private sealed class Sink : IAttemptSink
    {
        private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends with the first attempt.</summary>
        public Task Told => _told.Task;

        public List<ScoringAttempt> Attempts { get; } = [];

        public void OnAttempt(in ScoringAttempt attempt)
        {
            Attempts.Add(attempt);
            _told.TrySetResult();
        }
    }

    private sealed record CountingProtocol : ScoringProtocol
    {
        private readonly Counter _counter = new();

        public override string Name => "counting";

        public int Written => _counter.Written;

        protected internal override ScoringCodec CreateCodec(ScoringSignature signature, RecordSchema rows) => new Codec(new JsonCodec(signature, rows), _counter);

        private sealed class Counter
        {
            public int Written { get; set; }
        }

        private sealed class Codec(ScoringCodec inner, Counter counter) : ScoringCodec
        {
            public override void Write(RecordBatch rows, ScoringRequestBody body)
            {
                counter.Written++;
                inner.Write(rows, body);
            }

            public override RecordBatch Read(in ScoringAnswer answer, int rows) => inner.Read(in answer, rows);
        }
    }
}
