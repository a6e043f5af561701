using Scoring.Tool.Commands;
using Scoring.Tuning;

namespace Scoring.Tool.Sweeping;

/// <summary>The files that <c>scoring tune</c> writes: checked before it measures, written even when it was stopped.</summary>
internal sealed class TuneFiles
{
    private const string ProfileOption = "--profile";

    private readonly TuneSettings _settings;

    /// <exception cref="UsageException">One cannot be written, or two are the same.</exception>
    public TuneFiles(TuneSettings settings)
    {
        _settings = settings;
        (string Option, string Path)[] written = [.. Written()];
        (string Option, string? Path)[] read = [(SampleOption, settings.Sample.File), ("MODEL", settings.Target), ("--baseline", settings.Baseline)];
        for (int i = 0; i < written.Length; i++)
        {
            ScoreFiles.CheckOutput(written[i].Option, written[i].Path);
            foreach ((string option, string? path) in read.Concat(written[..i].Select(static file => (file.Option, (string?)file.Path))))
            {
                if (ScoreFiles.IsSame(written[i].Path, path)) throw new UsageException($"{written[i].Option} and {option} are the same file, '{path}'; give {written[i].Option} another.");
            }

            ScoreFiles.CheckWritable(written[i].Option, written[i].Path, isReplaced: written[i].Option == ProfileOption);
        }
    }

    private static string SampleOption => Sampling.SampleFile.Option;

    /// <summary>Writes what was asked for.</summary>
    /// <returns>Whether all of it could be written.</returns>
    public bool Write(TuningReport report, TextWriter notes)
    {
        bool isWritten = true;
        if (_settings.Profile is { } profile) isWritten &= report.Points.Length == 0 ? Skip("profile", notes) : Write("profile", profile, path => report.ToProfile().Save(path), notes);
        if (_settings.Html is { } html) isWritten &= Write("report", html, report.SaveHtml, notes);
        if (_settings.Svg is { } svg) isWritten &= Write("charts", svg, report.SaveSvg, notes);
        if (_settings.Curve is { } curve) isWritten &= Write("chart of rates", curve, report.SaveCurve, notes);
        return isWritten;
    }

    private static bool Skip(string what, TextWriter notes)
    {
        notes.WriteLine($"scoring: the {what} was not written: nothing was measured.");
        return false;
    }

    private static bool Write(string what, string path, Action<string> write, TextWriter notes)
    {
        try
        {
            write(path);
            notes.WriteLine($"wrote {path} ({what})");
            return true;
        }
        catch (Exception error) when (error is ScoringProfileException or IOException or UnauthorizedAccessException)
        {
            notes.WriteLine($"scoring: the {what} was not written: {PlainText.Of(error.Message)}");
            return false;
        }
    }

    private IEnumerable<(string Option, string Path)> Written()
    {
        if (_settings.Profile is { } profile) yield return (ProfileOption, profile);
        if (_settings.Html is { } html) yield return ("--html", html);
        if (_settings.Svg is { } svg) yield return ("--svg", svg);
        if (_settings.Curve is { } curve) yield return ("--curve", curve);
    }
}
