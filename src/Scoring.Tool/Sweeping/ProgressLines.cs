using System.Globalization;
using Scoring.Tuning;

namespace Scoring.Tool.Sweeping;

/// <summary>Tells how far a sweep is in lines: at each phase, each tenth, and where something was found or left out.</summary>
internal sealed class ProgressLines(TextWriter notes) : IProgress<TuningProgress>
{
    private const int Steps = 10;

    private readonly HashSet<TuningPhase> _phases = [];
    private int _step;

    public void Report(TuningProgress value)
    {
        int step = (int)(value.Fraction * Steps);
        bool isNew = _phases.Add(value.Phase) || step > _step;
        _step = Math.Max(step, _step);

        // Why it ended is said with the report.
        if (value.Phase == TuningPhase.Done) return;
        if (value.Message is { } message) notes.WriteLine($"{Percent(value)} {PlainText.Of(message)}");
        else if (isNew) notes.WriteLine($"{Percent(value)} {TuneProgress.Describe(value)}");
    }

    private static string Percent(TuningProgress progress) => string.Create(CultureInfo.InvariantCulture, $"{(int)(progress.Fraction * 100),3} %");
}
