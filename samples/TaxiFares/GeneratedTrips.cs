using System.Globalization;
using Scoring;
using Spectre.Console;

namespace TaxiFares;

/// <summary>Scores trips made up on the spot, and measures what batching buys.</summary>
public static class GeneratedTrips
{
    private const int Rows = 1 << 20;
    private const int RowsPerCall = 8192;
    private const int Shown = 6;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        Trip[] trips = TripGenerator.Create(Rows);
        await using IScoringClient<Trip, float> client = await TaxiModel.OpenAsync();
        float[] fares = await client.ScoreAsync(trips.AsMemory(0, RowsPerCall), cancellationToken: cancellationToken);
        ShowTrips(trips, fares);

        Measurement single = await Ways.OneRowPerCallAsync(trips.AsMemory(0, Rows / 8), cancellationToken);
        Measurement awaited = await Ways.AwaitedRowsAsync(client, trips.AsMemory(0, Rows / 4), cancellationToken);
        Measurement many = await Ways.ManyRowsPerCallAsync(client, trips, RowsPerCall, cancellationToken);
        ShowTable(single, awaited, many);
    }

    private static void ShowTrips(Trip[] trips, float[] fares)
    {
        Table table = new Table().Title("Fares of generated trips", Style.Plain).AddColumns("vendor", "weekday", "hour", "passengers", "miles", "fare");
        foreach (TableColumn column in table.Columns) column.RightAligned();
        for (int i = 0; i < Shown; i++)
        {
            Trip trip = trips[i];
            table.AddRow(Text($"{trip.VendorId}"), Text($"{(DayOfWeek)((trip.Weekday + 1) % 7)}"), Text($"{trip.PickupHour}"), Text($"{trip.Passengers}"), Text($"{trip.Distance:0.00}"), Text($"${fares[i]:0.00}"));
        }

        AnsiConsole.Write(table);
    }

    private static void ShowTable(Measurement single, Measurement awaited, Measurement many)
    {
        Table table = new Table().Title(Text($"Measured just now on {Environment.ProcessorCount} cores"), Style.Plain).AddColumns("way", "rows/s", "×", "B/row", "p50 ms", "p99 ms");
        foreach (TableColumn column in table.Columns.Skip(1)) column.RightAligned();
        AddRow($"{Callers.Count:N0} callers, 1 row per call", single);
        AddRow($"{Callers.Count:N0} callers, 1 awaited row", awaited);
        AddRow($"1 caller, {RowsPerCall:N0} rows per call", many);
        AnsiConsole.Write(table);

        void AddRow(FormattableString way, Measurement m) => table.AddRow(
            Text(way), Text($"{m.RowsPerSecond:N0}"), Text($"{m.RowsPerSecond / single.RowsPerSecond:0.0}"), Text($"{m.BytesPerRow:0.00}"), Milliseconds(m.P50), Milliseconds(m.P99));
    }

    private static string Milliseconds(TimeSpan? time) => time is { } t ? Text($"{t.TotalMilliseconds:0.00}") : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
