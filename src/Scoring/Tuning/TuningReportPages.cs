using System.Text;
using Scoring.Tuning.Reporting;

namespace Scoring.Tuning;

/// <summary>Shows a <see cref="TuningReport"/>: as a page and as a picture.</summary>
/// <remarks>
/// Both need nothing but a browser: styles, charts and the page's script stand in the file, and nothing is loaded. They follow the reader's light or dark theme. All text of the report is escaped.
/// They hold what the report's JSON holds, no data of rows.
/// </remarks>
public static class TuningReportPages
{
    /// <summary>Writes the report as one HTML file: the answer, charts, a planner with sliders, tables, the environment, and the report's JSON. An existing file is replaced.</summary>
    /// <param name="report">The report; a partial one shows what it has.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void SaveHtml(this TuningReport report, string path) => Save(report, path, HtmlReport.Create);

    /// <summary>Writes what <see cref="SaveHtml"/> saves.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to; it stays open. The page says that it is UTF-8.</param>
    public static void WriteHtml(this TuningReport report, TextWriter writer) => Write(report, writer, HtmlReport.Create);

    /// <summary>Writes the charts of <see cref="SaveHtml"/> as one SVG picture, with the answer above them. An existing file is replaced.</summary>
    /// <param name="report">The report; a partial one shows what it has.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void SaveSvg(this TuningReport report, string path) => Save(report, path, SvgReport.Create);

    /// <summary>Writes one of the charts of <see cref="SaveSvg"/> as a picture: rows per second by size, with the knee and the answer above it. An existing file is replaced.</summary>
    /// <inheritdoc cref="SaveSvg"/>
    public static void SaveCurve(this TuningReport report, string path) => Save(report, path, SvgReport.CreateCurve);

    /// <summary>Writes what <see cref="SaveSvg"/> saves.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to; it stays open.</param>
    public static void WriteSvg(this TuningReport report, TextWriter writer) => Write(report, writer, SvgReport.Create);

    private static void Save(TuningReport report, string path, Func<TuningReport, string> create)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentException.ThrowIfNullOrEmpty(path);
        File.WriteAllText(path, create(report), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static void Write(TuningReport report, TextWriter writer, Func<TuningReport, string> create)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(create(report));
    }
}
