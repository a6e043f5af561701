using Scoring.Tool.Reporting;
using Scoring.Tuning;
using Spectre.Console;

namespace Scoring.Tool.Sweeping;

/// <summary>Shows on stderr how far a sweep is: a bar where somebody watches, else a line now and then.</summary>
internal sealed class TuneProgress(Terminal terminal)
{
    /// <summary>Drawing takes time from what is measured.</summary>
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs a sweep, which is given what to tell.</summary>
    public async Task<TuningReport> RunAsync(Func<IProgress<TuningProgress>, Task<TuningReport>> sweep)
    {
        if (!terminal.ErrorIsTerminal) return await sweep(new ProgressLines(terminal.Error)).ConfigureAwait(false);
        Progress bar = terminal.CreateConsole(terminal.Error, isTerminal: true).Progress().AutoClear(true).Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn());
        bar.RefreshRate = s_redraw;
        return await bar.StartAsync(async context =>
        {
            ProgressTask task = context.AddTask("starting", maxValue: 1);
            TuningReport report = await sweep(new Bar(task)).ConfigureAwait(false);
            task.Value = 1;
            return report;
        }).ConfigureAwait(false);
    }

    public static string Describe(TuningProgress progress)
    {
        string setting = progress.Rows > 0 ? $", {Numbers.Count(progress.Rows, "row")} × {progress.ParallelRequests}" : "";
        string rate = progress.Point is { } point ? $", {Numbers.Number(point.RowsPerSecond)} rows/s" : "";
        return $"{Name(progress.Phase)}{setting}{rate}, {Numbers.Count(progress.Requests, "request")}";
    }

    private static string Name(TuningPhase phase) => phase switch
    {
        TuningPhase.WarmUp => "warming up",
        TuningPhase.Sweep => "measuring",
        TuningPhase.Refinement => "around the knee",
        TuningPhase.LoadCheck => "under load",
        _ => "done",
    };

    private sealed class Bar(ProgressTask task) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value)
        {
            task.Value = value.Fraction;
            task.Description = Markup.Escape(Describe(value));
        }
    }
}
