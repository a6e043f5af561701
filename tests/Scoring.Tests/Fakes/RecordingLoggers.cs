using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Scoring.Tests.Fakes;

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordingLoggers : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(int Id, string Message, Dictionary<string, object?> Fields)> _entries = [];

    public string[] this[int id] => [.. _entries.Where(entry => entry.Id == id).Select(static entry => entry.Message)];

    public int[] Ids => [.. _entries.Select(static entry => entry.Id)];

    public Dictionary<string, object?> FieldsOf(int id) => _entries.First(entry => entry.Id == id).Fields;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((eventId.Id, formatter(state, exception), new Dictionary<string, object?>((IEnumerable<KeyValuePair<string, object?>>)state!)));

    public void Dispose()
    {
    }
}
