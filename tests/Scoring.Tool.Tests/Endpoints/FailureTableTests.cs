using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Scoring.Bindings;
using Scoring.Http;
using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using Scoring.Records;
using Scoring.Resilience;

namespace Scoring.Tool.Tests.Endpoints;

/// <summary>The table of docs/failures.md: everything in its first column is made to happen, and what comes of it is held against the rest of the line.</summary>
public partial class FailureTableTests
{
    private static readonly ScoringSignature s_signature = new()
    {
        ModelName = "fares",
        Inputs = [new SignatureColumn("x", ElementType.Float64, RowShape.Scalar)],
        Outputs = [new SignatureColumn("score", ElementType.Float64, RowShape.Scalar)],
    };

    /// <summary>What a server does for each fault that is no status.</summary>
    private static readonly Dictionary<string, Func<HttpContext, FailureTableTests, Task>> s_answers = new(StringComparer.Ordinal)
    {
        ["200 with an error in the place of scores"] = static (context, _) => context.Response.WriteAsync("""{"error":"KeyError"}"""),
        ["200 with what cannot be the scores"] = static (context, _) => context.Response.WriteAsync("[1, 2, 3]"),
        ["connection lost before the answer"] = static (context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
        ["connection lost within the answer"] = static async (context, test) =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("[");
            await context.Response.Body.FlushAsync();
            if (context.Request.Path == "/score") await test._seen.WaitAsync(context.RequestAborted);
            context.Abort();
        },
        ["no answer in time"] = static (context, _) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted),
    };

    /// <summary>How many answers have begun to arrive.</summary>
    private readonly SemaphoreSlim _seen = new(0);

    /// <summary>Each fault of the endpoint with its line.</summary>
    public static TheoryData<string, string> EndpointFaults => [.. Faults().Where(static fault => IsOfEndpoint(fault.Fault))];

    /// <summary>Each other fault with its line.</summary>
    public static TheoryData<string, string> OtherFaults => [.. Faults().Where(static fault => !IsOfEndpoint(fault.Fault))];

    [Theory]
    [MemberData(nameof(EndpointFaults))]
    public async Task Endpoint_that_fails_has_the_consequences_of_its_line(string fault, string line)
    {
        FailureLine expected = FailureLine.Parse(line);
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", (context, _) => AnswerAsync(context, fault));
        using var outcomes = new Outcomes(fault);

        Exception error = await ScoreAsync(server, fault, AllRetries);
        expected.AssertIs(error);
        Assert.Equal(expected.IsSentAgain ? 2 : 1, ((ScoringException)error).Attempt);
        Assert.Equal([expected.RowOutcome], outcomes.Of("scoring.client.rows", "scoring.row.outcome"));
        Assert.Equal(expected.IsSentAgain ? [expected.RetryReason] : [], outcomes.Of("scoring.client.retries", "scoring.retry.reason"));
        Assert.Equal(expected.IsSentByDefault ? 2 : 1, ((ScoringException)await ScoreAsync(server, fault, static _ => { })).Attempt);
    }

    [Theory]
    [MemberData(nameof(EndpointFaults))]
    public async Task Command_line_ends_as_its_line_says_with_3_only_after_a_success(string fault, string line)
    {
        string exit = line.Split('|', StringSplitOptions.TrimEntries)[7];
        Assert.Contains(exit, new[] { "4", "3 or 4" });
        int asked = 0;
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On("POST /fails", (context, _) => AnswerAsync(context, fault))
            .On("POST /failslater", (context, _) => Interlocked.Increment(ref asked) == 1 ? context.Response.WriteAsync("[1]") : AnswerAsync(context, fault));
        string address = fault == "no connection" ? "http://127.0.0.1:1" : server.Server.Address.GetLeftPart(UriPartial.Authority);

        Assert.Equal(ExitCode.ModelUnusable, (await RunToolAsync($"{address}/fails")).Code);
        if (fault != "no connection") Assert.Equal(exit == "4" ? ExitCode.ModelUnusable : ExitCode.RowsFailed, (await RunToolAsync($"{address}/failslater")).Code);
    }

    [Theory]
    [MemberData(nameof(OtherFaults))]
    public async Task Row_that_is_not_answered_has_the_consequences_of_its_line(string fault, string line)
    {
        FailureLine expected = FailureLine.Parse(line);
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", (context, _) => AnswerAsync(context, fault == "a retry would come after the deadline" ? "503" : "no answer in time"));
        using var outcomes = new Outcomes(fault);

        expected.AssertIs(await EndAsync(fault, server));
        Assert.Contains(outcomes.Of("scoring.client.rows", "scoring.row.outcome"), outcome => expected.RowOutcome.Split(", or ").Contains(outcome));
    }

    private static bool IsOfEndpoint(string fault) => int.TryParse(fault, CultureInfo.InvariantCulture, out _) || s_answers.ContainsKey(fault) || fault == "no connection";

    private static IEnumerable<(string Fault, string Line)> Faults()
    {
        string[] lines = [.. File.ReadLines(Path.Combine(RepositoryRoot(), "docs", "failures.md")).SkipWhile(static line => !line.StartsWith("| what happened |", StringComparison.Ordinal)).Skip(2).TakeWhile(static line => line.StartsWith('|'))];
        foreach (string line in lines)
        {
            foreach (string cause in line.Split('|', StringSplitOptions.TrimEntries)[1].Split("; "))
            {
                if (!cause.StartsWith("status ", StringComparison.Ordinal)) yield return (cause, line);
                else foreach (Match status in Statuses().Matches(cause)) yield return (status.Value, line);
            }
        }
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Scoring.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    private Task AnswerAsync(HttpContext context, string fault)
    {
        if (s_answers.TryGetValue(fault, out Func<HttpContext, FailureTableTests, Task>? answer)) return answer(context, this);
        context.Response.StatusCode = int.Parse(fault, CultureInfo.InvariantCulture);
        return context.Response.WriteAsync("no");
    }

    private static void AllRetries(RetryOptions options)
    {
        foreach (int status in new[] { 401, 403, 404, 405, 408, 409, 415, 413, 422, 400, 429, 500, 502, 504 }) options.Statuses.Add(status);
        (options.RetryConnectionFailures, options.RetryTimeouts) = (true, true);
    }

    private async Task<Exception> ScoreAsync(ScriptedServer server, string name, Action<RetryOptions> configure)
    {
        var retry = new RetryOptions { MaxAttempts = 2, BaseDelay = TimeSpan.FromMilliseconds(1), Name = name };
        configure(retry);
        await using IScoringClient<double, double> client = new ScoringClientBuilder(Endpoint(server, name, TimeSpan.FromMilliseconds(200)))
            .UseRowIsolation()
            .UseRetry(retry)
            .Build<double, double>(options: new ScoringClientOptions { Name = name });
        return await Assert.ThrowsAnyAsync<Exception>(async () => await client.ScoreAsync(1));
    }

    private HttpScoringClient Endpoint(ScriptedServer server, string fault, TimeSpan timeout) => HttpScoringClient.Create(
        fault == "no connection" ? new Uri("http://127.0.0.1:1/score") : new Uri(server.Server.Address, "/score"),
        new AzureMLProtocol(),
        new HttpScoringOptions { Signature = s_signature, AttemptTimeout = timeout, ShutdownTimeout = TimeSpan.Zero, HttpClient = new HttpClient(new SeenHandler(_seen)) });

    /// <summary>Lets a row end without an answer, in the way that is asked for.</summary>
    private async Task<Exception> EndAsync(string fault, ScriptedServer server)
    {
        RowBinding<double> rows = fault.StartsWith("its binding throws", StringComparison.Ordinal)
            ? RowBinding.Create<double>(static (in double _, ref RowWriter _) => throw new FormatException("none"), "x")
            : RowBinding.Default<double>();
        var options = new ScoringClientOptions { Name = fault, MaxParallelRequests = 1, MaxQueuedRows = 1, QueueFullMode = QueueFullMode.Reject, ShutdownTimeout = TimeSpan.FromMilliseconds(50) };
        await using IScoringClient<double, double> client = new ScoringClientBuilder(Endpoint(server, fault, TimeSpan.FromMinutes(1)))
            .UseRetry(new RetryOptions { BaseDelay = TimeSpan.FromMinutes(1), MaxDelay = TimeSpan.FromMinutes(1), Name = fault })
            .Build<double, double>(rows, options: options);
        using var cancellation = new CancellationTokenSource();
        TimeSpan? deadline = fault.Contains("the deadline", StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(100) : null;
        List<Task<double>> calls = [];
        for (int i = fault.StartsWith("the queue", StringComparison.Ordinal) ? 3 : 1; i > 0; i--) calls.Add(client.ScoreAsync(1, new RowOptions { Deadline = deadline }, cancellation.Token).AsTask());
        if (fault == "the caller cancels") await cancellation.CancelAsync();
        ValueTask disposed = fault.StartsWith("the client is disposed", StringComparison.Ordinal) ? client.DisposeAsync() : default;
        Task<double> ended = await Task.WhenAny(calls);
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => ended);
        await disposed;
        return error;
    }

    private static Task<ToolRun> RunToolAsync(string url) => ToolRun.RunWithAsync(
        "x\n1\n2\n", "score", url, "--input", "-", "--protocol", "azureml", "--max-batch", "1", "--parallel", "1", "--max-attempts", "1", "--timeout", "200ms");

    [GeneratedRegex(@"\d{3}")]
    private static partial Regex Statuses();

    [GeneratedRegex("`(?<type>[A-Za-z]+Exception)`")]
    private static partial Regex ExceptionType();

    /// <summary>Tells that an answer has begun to arrive.</summary>
    private sealed class SeenHandler(SemaphoreSlim seen) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            seen.Release();
            return response;
        }
    }

    /// <summary>What a line says.</summary>
    private sealed record FailureLine(string? ErrorType, string Transient, string Again, string RetryReason, string RowOutcome)
    {
        public bool IsSentByDefault => Again == "yes";

        public bool IsSentAgain => IsSentByDefault || Again.StartsWith("with ", StringComparison.Ordinal);

        public static FailureLine Parse(string line)
        {
            string[] cells = line.Split('|', StringSplitOptions.TrimEntries);
            return new FailureLine(ExceptionType().Match(cells[2]) is { Success: true } type ? type.Groups["type"].Value : null, cells[3], cells[4], cells[5].Split(',')[0], cells[6]);
        }

        public void AssertIs(Exception error)
        {
            if (ErrorType is null) Assert.IsType<FormatException>(error);
            else if (ErrorType == nameof(OperationCanceledException)) Assert.IsAssignableFrom<OperationCanceledException>(error);
            else Assert.Equal(ErrorType, error.GetType().Name);
            if (error is ScoringException scoring) Assert.Equal(Transient, scoring.IsTransient ? "yes" : "no");
            else Assert.Equal("", Transient);
        }
    }

    /// <summary>Values of a tag that a client's counters were told.</summary>
    private sealed class Outcomes : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly List<(string Instrument, KeyValuePair<string, object?>[] Tags)> _heard = [];
        private readonly string _client;

        public Outcomes(string client)
        {
            _client = client;
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Scoring") listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
            {
                lock (_heard) _heard.Add((instrument.Name, tags.ToArray()));
            });
            _listener.Start();
        }

        public List<string?> Of(string instrument, string tag)
        {
            lock (_heard)
            {
                return [.. _heard.Where(heard => heard.Instrument == instrument && heard.Tags.Any(other => Equals(other.Value, _client)))
                    .Select(heard => (string?)heard.Tags.First(other => other.Key == tag).Value)];
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}
