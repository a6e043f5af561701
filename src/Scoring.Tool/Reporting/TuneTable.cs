using System.Globalization;
using Scoring.Tool.Comparison;
using Scoring.Tuning;
using Spectre.Console;

namespace Scoring.Tool.Reporting;

/// <summary>A sweep as a table of what was measured, with what follows from it below.</summary>
internal sealed class TuneTable
{
    private const string KneeMark = "◀ knee", RecommendedMark = "◀ recommended";

    private const int FewestRounds = 3;

    private readonly TuningReport _report;
    private readonly Dictionary<(int, int), SettingChange> _changes;
    private readonly TuningPoint? _knee;
    private readonly Table _table = new Table().Border(TableBorder.None);

    private TuneTable(TuningReport report, IReadOnlyList<SettingChange> changes)
    {
        _report = report;
        _knee = KneeOf(report);
        _changes = changes.ToDictionary(static change => (change.Rows, change.ParallelRequests));
        foreach (string name in (string[])["rows", "parallel", "p50 ms", "p99 ms", "rows/s", "± %", "failed"]) _table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        if (changes.Count > 0) _table.AddColumn(new TableColumn("baseline").RightAligned().NoWrap());
        _table.AddColumn("");
    }

    public static void Write(TuningReport report, IReadOnlyList<SettingChange> changes, Terminal terminal)
    {
        var table = new TuneTable(report, changes);
        foreach (TuningPoint point in report.Points) table.Add(point);
        foreach (SkippedSetting skipped in report.Skipped) table.Add(skipped);
        using StreamWriter writer = terminal.CreateOutputWriter();
        IAnsiConsole console = terminal.CreateConsole(writer, terminal.OutputIsTerminal);
        console.Write(table._table);
        console.WriteLine();
        console.Write(TuneAnswers.Of(report));
    }

    private void Add(TuningPoint point)
    {
        bool isRecommended = _report.Recommended is { } setting && (setting.Rows, setting.ParallelRequests) == (point.Rows, point.ParallelRequests);
        var style = new Style(isRecommended ? Color.Green : null, decoration: isRecommended ? Decoration.Bold : null);
        List<string> cells =
        [
            Numbers.Number(point.Rows), Numbers.Number(point.ParallelRequests), Milliseconds(point.P50Seconds), Milliseconds(point.P99Seconds), Numbers.Number(point.RowsPerSecond),
            Uncertainty(point), Numbers.Number(point.Failures),
        ];
        bool isCompared = _changes.TryGetValue((point.Rows, point.ParallelRequests), out SettingChange change);
        if (_changes.Count > 0) cells.Add(isCompared ? BaselineText.Share(change) : "");
        cells.Add(string.Join("  ", Marks(point, isRecommended, isCompared && change.IsWorse)));
        _table.AddRow(cells.Select(cell => new Text(cell, style)));
    }

    private IEnumerable<string> Marks(TuningPoint point, bool isRecommended, bool isWorse)
    {
        if (point == _knee) yield return KneeMark;
        if (isRecommended) yield return RecommendedMark;
        if (_report.P99BudgetSeconds is { } budget && (1 + (1.0 / point.ParallelRequests)) * point.P99Seconds > budget) yield return "over budget";
        if (isWorse) yield return "worse than the baseline";
    }

    /// <summary>The knee may lie between two sizes that were measured: then it is the larger one.</summary>
    private static TuningPoint? KneeOf(TuningReport report) => report.Knee.IsClear
        ? report.Points.Where(point => point.ParallelRequests == report.Knee.ParallelRequests && point.Rows >= report.Knee.Rows).MinBy(static point => point.Rows)
        : null;

    private void Add(SkippedSetting skipped)
    {
        List<string> cells = [skipped.Rows > 0 ? Numbers.Number(skipped.Rows) : "all", skipped.ParallelRequests is { } parallel ? Numbers.Number(parallel) : "-", "", "", "", "", ""];
        if (_changes.Count > 0) cells.Add("");
        cells.Add($"skipped: {PlainText.Of(OptionNames.Translate(skipped.Reason))}");
        _table.AddRow(cells.Select(static cell => new Text(cell, new Style(decoration: Decoration.Dim))));
    }

    /// <summary>Of fewer rounds nothing is known of how much they differ.</summary>
    private static string Uncertainty(TuningPoint point) =>
        point.Rounds < FewestRounds ? "-" : ((point.HighSeconds - point.LowSeconds) / 2 / point.MedianSeconds * 100).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Milliseconds(double seconds) => (seconds * 1000).ToString(seconds switch { < 10e-6 => "0.00000", < 100e-6 => "0.0000", < 10e-3 => "0.000", _ => "0.0" }, CultureInfo.InvariantCulture);
}
