using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using Scoring.Tuning;

namespace Scoring.BenchmarkDotNet;

/// <summary>Writes the profile that clients load, and the report as HTML and SVG, beside BenchmarkDotNet's other results.</summary>
internal sealed class TuningExporter : IExporter
{
    public string Name => "scoring";

    public void ExportToLog(Summary summary, ILogger logger)
    {
        // The analyser has said what there is to say.
    }

    public IEnumerable<string> ExportToFiles(Summary summary, ILogger consoleLogger)
    {
        var files = new List<string>();
        foreach ((Type type, TuningReport report) in BenchmarkReports.Of(summary))
        {
            string path = Path.Combine(summary.ResultsDirectoryPath, type.FullName ?? type.Name);
            Write($"{path}-profile.json", report.ToProfile().Save, files, consoleLogger);
            Write($"{path}-tuning.html", report.SaveHtml, files, consoleLogger);
            Write($"{path}-tuning.svg", report.SaveSvg, files, consoleLogger);
        }

        return files;
    }

    private static void Write(string path, Action<string> write, List<string> files, ILogger logger)
    {
        try
        {
            write(path);
            files.Add(path);
        }
        catch (Exception error) when (error is ScoringProfileException or IOException or UnauthorizedAccessException)
        {
            logger.WriteLineError($"'{path}' was not written: {error.Message}");
        }
    }
}
