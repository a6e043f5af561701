using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Scoring.Onnx.Tests.Support;

/// <summary>Keeps the messages of all categories, as <c>Level event: text</c>.</summary>
internal sealed class ListLogger(LogLevel level = LogLevel.Information) : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> _messages = [];
    private readonly ConcurrentQueue<string> _categories = [];

    public IReadOnlyList<string> Messages => [.. _messages];

    public IReadOnlyList<string> Categories => [.. _categories];

    public void Clear() => _messages.Clear();

    public ILogger CreateLogger(string categoryName)
    {
        _categories.Enqueue(categoryName);
        return this;
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= level;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _messages.Enqueue($"{logLevel} {eventId.Id}: {formatter(state, exception)}");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("This logger is its own provider.");

    public void Dispose()
    {
    }
}
