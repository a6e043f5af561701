using Microsoft.Extensions.Logging;
using Scoring.Onnx.Tests.Support;
using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Native;

/// <summary>What the runtime has to say goes to the logger, at the levels it wants, and never to stderr.</summary>
[Collection(StandardError.Collection)]
public sealed class LoggingTests
{
    private const string FromRuntime = " 3: ONNX Runtime: ";

    [Fact]
    public async Task Messages_of_the_runtime_reach_the_logger_under_one_category()
    {
        var logger = new ListLogger(LogLevel.Trace);
        await using (OnnxScoringClient client = TestModels.Load("mlp32", new OnnxScoringOptions { LoggerFactory = logger }))
        {
            Assert.Contains(logger.Messages, message => message.StartsWith($"Debug{FromRuntime}", StringComparison.Ordinal));
        }

        Assert.Equal("Scoring.Onnx", Assert.Single(logger.Categories));
    }

    [Theory]
    [InlineData(LogLevel.Debug)]
    [InlineData(LogLevel.Warning)]
    [InlineData(LogLevel.Error)]
    [InlineData(LogLevel.None)]
    public async Task Messages_below_the_loggers_level_do_not_reach_it(LogLevel level)
    {
        var logger = new ListLogger(level);
        await RunOddModelAsync(logger);
        Assert.All(logger.Messages, message => Assert.True(Enum.Parse<LogLevel>(message.Split(' ')[0]) >= level, message));
        bool warned = logger.Messages.Any(message => message.StartsWith($"Warning{FromRuntime}", StringComparison.Ordinal));
        Assert.Equal(level <= LogLevel.Warning, warned);
    }

    [Fact]
    public async Task Warning_of_the_runtime_is_one_clean_line()
    {
        var logger = new ListLogger(LogLevel.Warning);
        await RunOddModelAsync(logger);
        string warning = Assert.Single(logger.Messages, message => message.Contains("shape", StringComparison.OrdinalIgnoreCase));
        Assert.StartsWith($"Warning{FromRuntime}", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", warning, StringComparison.Ordinal);
        Assert.DoesNotContain(".cc", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_run_is_logged_and_not_written_to_stderr()
    {
        var logger = new ListLogger(LogLevel.Error);
        string written = await StandardError.CaptureAsync(async () =>
        {
            foreach (OnnxScoringOptions options in new[] { new OnnxScoringOptions { LoggerFactory = logger }, new OnnxScoringOptions() })
            {
                await using OnnxScoringClient client = TestModels.Load("fails_on_bad_index", options);
                using RecordBatch rows = RecordBatch.FromValues<long>([7]);
                await Assert.ThrowsAsync<ScoringRefusedException>(async () => await client.ScoreAsync(rows));
            }
        });
        Assert.Equal("", written);
        Assert.Contains(logger.Messages, message => message.StartsWith($"Error{FromRuntime}", StringComparison.Ordinal) && message.Contains("idx=7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_written_to_stderr_when_nobody_listens()
    {
        string written = await StandardError.CaptureAsync(async () =>
        {
            await RunOddModelAsync(null);
            await using var model = new SlowModel();
            using RecordBatch rows = SlowModel.Rows(SlowModel.Forever);
            using var cancellation = new CancellationTokenSource();
            Task<RecordBatch> running = await model.StartAsync(rows, model.Context(), cancellation.Token);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(running.OrFail);
        });
        Assert.Equal("", written);
    }

    [Fact]
    public async Task Logger_that_throws_harms_nothing()
    {
        await using OnnxScoringClient client = ModelWriter.Of("Neg", "float[N,2]", "float[3,2]").Load(new OnnxScoringOptions { LoggerFactory = new ThrowingLogger() });
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 2]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([-1, -2], response.GetColumn<float>("Y").Values);
    }

    /// <summary>Runs a model whose declared output is not what it gives, of which the runtime warns.</summary>
    private static async Task RunOddModelAsync(ListLogger? logger)
    {
        OnnxScoringOptions options = logger is null ? new() { Lanes = 1 } : new() { Lanes = 1, LoggerFactory = logger };
        await using OnnxScoringClient client = ModelWriter.Of("Neg", "float[N,2]", "float[3,2]").Load(options);
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 2]]);
        logger?.Clear();
        using RecordBatch response = await client.ScoreAsync(rows);
    }

    private sealed class ThrowingLogger : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Debug;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("The log is full.");

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
