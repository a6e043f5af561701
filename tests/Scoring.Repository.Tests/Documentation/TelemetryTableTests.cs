using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using ApiSnapshot;
using Microsoft.Extensions.Logging;
using Scoring.Onnx;

namespace Scoring.Repository.Tests.Documentation;

/// <summary>Names, kinds and units of instruments, and ids and levels of log events, are a public contract: docs/telemetry.md lists them all, and no others.</summary>
public partial class TelemetryTableTests
{
    private static string Document => File.ReadAllText(RepositoryRoot.Combine("docs", "telemetry.md"));

    [Fact]
    public async Task Instruments_are_those_of_the_table()
    {
        var instruments = new Dictionary<string, string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "Scoring") instruments[instrument.Name] = $"{KindOf(instrument)}, {instrument.Unit}";
            },
        };
        await using IScoringClient<float[], float> client = await new ScoringClientBuilder(OnnxScoringClient.Load(Path.Combine(AppContext.BaseDirectory, "taxi-gbdt.onnx"))).BuildAsync<float[], float>();
        listener.Start();

        Dictionary<string, string> documented = Instruments().Matches(Document).ToDictionary(static row => row.Groups["name"].Value, static row => row.Groups["kind"].Value);
        Assert.Equal(documented.OrderBy(static row => row.Key, StringComparer.Ordinal), instruments.OrderBy(static row => row.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Log_events_are_those_of_the_table()
    {
        Type log = typeof(IScoringClient).Assembly.GetType("Scoring.Diagnostics.ScoringLog", throwOnError: true)!;
        (int, LogLevel)[] events =
        [
            .. log.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                .Select(static method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>()
                .Select(static message => (message.EventId, message.Level)).Order(),
        ];

        (int, LogLevel)[] documented = [.. Events().Matches(Document).Select(static row => (int.Parse(row.Groups["id"].Value, null), Enum.Parse<LogLevel>(row.Groups["level"].Value)))];
        Assert.Equal(documented, events);
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Histogram" => "histogram",
        "Counter" => "counter",
        "ObservableUpDownCounter" => "up-down counter",
        "ObservableGauge" => "gauge",
        string other => other,
    };

    [GeneratedRegex(@"^\| `(?<name>scoring\.[a-z_.]+)` \| (?<kind>[^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex Instruments();

    [GeneratedRegex(@"^\| (?<id>\d{3}) \| (?<level>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Events();
}
