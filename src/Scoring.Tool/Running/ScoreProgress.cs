using System.Globalization;
using Spectre.Console;

namespace Scoring.Tool.Running;

/// <summary>A bar on stderr: rows, rows per second, remaining time. Not shown where nobody watches, or where it would run into the scores.</summary>
internal sealed class ScoreProgress(Terminal terminal, long? totalBytes, bool isShown)
{
    private readonly long _started = terminal.Time.GetTimestamp();

    public TimeSpan Elapsed => terminal.Time.GetElapsedTime(_started);

    /// <summary>Runs <paramref name="work"/>, which is given what to call with rows and bytes after each block.</summary>
    public async Task RunAsync(Func<Action<long, long>, Task> work)
    {
        if (!isShown)
        {
            await work(static (_, _) => { }).ConfigureAwait(false);
            return;
        }

        await Bar().StartAsync(async context =>
        {
            ProgressTask task = context.AddTask("starting", maxValue: totalBytes ?? 1);
            task.IsIndeterminate = totalBytes is null;
            await work((rows, bytes) => Show(task, rows, bytes)).ConfigureAwait(false);
            task.Value = task.MaxValue;
            task.IsIndeterminate = false;
        }).ConfigureAwait(false);
    }

    public string Rate(long rows) => Number(rows / Math.Max(Elapsed.TotalSeconds, 1e-6));

    public static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private void Show(ProgressTask task, long rows, long bytes)
    {
        task.Description = $"{Number(rows)} rows, {Rate(rows)} rows/s";
        if (totalBytes is not null) task.Value = bytes;
    }

    private Progress Bar() => terminal.CreateConsole(terminal.Error, isTerminal: true)
        .Progress()
        .AutoClear(true)
        .Columns(totalBytes is null
            ? [new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn()]
            : [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()]);
}
