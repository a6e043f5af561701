using System.Text.Json.Nodes;
using Scoring.Tests.Tuning.Reporting;
using Scoring.Tuning;

namespace Scoring.Tests.Tuning;

/// <summary>Points of files that somebody has changed.</summary>
public class PointCheckTests
{
    private static readonly TuningReport s_report = Reports.Full();

    public static TheoryData<string, string> Changes => new()
    {
        { "rows", "0" }, { "rows", "10001" }, { "parallelRequests", "0" }, { "parallelRequests", "257" }, { "rowsPerSecond", "0" }, { "rowsPerSecond", "-5" }, { "medianSeconds", "0" }, { "lowSeconds", "-1" },
        { "highSeconds", "1e9" }, { "p50Seconds", "0" }, { "p99Seconds", "0" }, { "roundSeconds", "[0.1,0]" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Point_that_cannot_be_is_refused_and_named(string property, string value)
    {
        string Change(string json)
        {
            JsonNode document = JsonNode.Parse(json)!;
            document["points"]![0]![property] = JsonNode.Parse(value);
            return document.ToJsonString();
        }

        string inReport = Assert.Throws<ScoringProfileException>(() => TuningReport.FromJson(Change(s_report.ToJson()))).Message;
        string inProfile = Assert.Throws<ScoringProfileException>(() => TuningProfile.FromJson(Change(s_report.ToProfile().ToJson()))).Message;

        Assert.All((string[])[inReport, inProfile], static message => Assert.Contains("cannot be used: its point of ", message, StringComparison.Ordinal));
    }

    [Fact]
    public void Same_point_twice_is_refused()
    {
        TuningReport report = s_report with { Points = [s_report.Points[0], .. s_report.Points] };

        Assert.Contains("it has two points of 1 row × 1", Assert.Throws<ScoringProfileException>(() => TuningReport.FromJson(report.ToJson())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("points")]
    [InlineData("points/0")]
    [InlineData("points/0/roundSeconds")]
    [InlineData("key")]
    public void Null_where_something_has_to_be_is_refused(string path)
    {
        JsonNode document = JsonNode.Parse(s_report.ToJson())!, place = document;
        string[] names = path.Split('/');
        foreach (string name in names[..^1]) place = name == "0" ? place[0]! : place[name]!;
        if (names[^1] == "0") place[0] = null;
        else place[names[^1]] = null;

        Assert.Throws<ScoringProfileException>(() => TuningReport.FromJson(document.ToJsonString()));
    }
}
