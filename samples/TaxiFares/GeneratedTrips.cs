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

        Measurement single = await Measurement.OneRowPerCallAsync(trips.AsMemory(0, Rows / 8), cancellationToken);
        Measurement many = await Measurement.ManyRowsPerCallAsync(client, trips, RowsPerCall, cancellationToken);
        ShowTable(single, many);
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

    private static void ShowTable(Measurement single, Measurement many)
    {
        Table table = new Table().Title(Text($"Measured just now on {Environment.ProcessorCount} cores"), Style.Plain).AddColumns("way", "rows/s", "bytes/row");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        table.AddRow("one row per call", Text($"{single.RowsPerSecond:N0}"), Text($"{single.BytesPerRow:0.00}"));
        table.AddRow(Text($"this client, {RowsPerCall:N0} rows per call"), Text($"{many.RowsPerSecond:N0}"), Text($"{many.BytesPerRow:0.00}"));
        table.AddRow("ratio", Text($"{many.RowsPerSecond / single.RowsPerSecond:0.0} ×"), "");
        AnsiConsole.Write(table);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
