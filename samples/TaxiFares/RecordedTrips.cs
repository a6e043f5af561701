using System.Diagnostics;
using System.Globalization;
using Scoring;
using Spectre.Console;

namespace TaxiFares;

/// <summary>Scores the trips of a file and compares the fares with those that were paid.</summary>
public sealed class RecordedTrips(string path)
{
    private const int RowsPerCall = 8192;
    private const int RefusedShown = 3;

    private readonly TripFile _file = new(path);
    private double _absoluteError;
    private long _rows;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using IScoringClient<Trip, float> client = await TaxiModel.OpenAsync();
        long started = Stopwatch.GetTimestamp();
        await Progress().StartAsync(async context =>
        {
            ProgressTask progress = context.AddTask("scoring", maxValue: 1);
            foreach (RecordedTrip[] trips in _file.Read().Chunk(RowsPerCall))
            {
                await ScoreAsync(client, trips, cancellationToken);
                progress.Value = _file.Progress;
            }

            progress.Value = 1;
        });
        Report(Stopwatch.GetElapsedTime(started));
    }

    /// <summary>The bar goes to stderr, so that stdout holds the result alone.</summary>
    private static Progress Progress() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) })
        .Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());

    private async Task ScoreAsync(IScoringClient<Trip, float> client, RecordedTrip[] trips, CancellationToken cancellationToken)
    {
        Trip[] rows = [.. trips.Select(static t => t.Trip)];
        float[] fares = await client.ScoreAsync<Trip, float>(rows, cancellationToken: cancellationToken);
        for (int i = 0; i < fares.Length; i++) _absoluteError += Math.Abs(fares[i] - trips[i].Fare);
        _rows += fares.Length;
    }

    private void Report(TimeSpan time)
    {
        Write($"{_rows:N0} trips of {Path.GetFileName(path)} scored in {time.TotalSeconds:0.00} s, reading included.");
        if (_rows > 0) Write($"Mean absolute error against the recorded fares: {_absoluteError / _rows:0.00} USD.");
        if (_file.Refused.Count == 0) return;
        Write($"{_file.Refused.Count:N0} lines could not be read, such as:");
        foreach (string line in _file.Refused.Take(RefusedShown)) Console.WriteLine($"  {line}");
    }

    private static void Write(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
