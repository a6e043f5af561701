using Scoring.Records;

namespace Scoring.Benchmarks.Json.Data;

/// <summary>A row of five columns: two strings, two prices and a small integer.</summary>
internal sealed class ShortTrip
{
    private const int Seed = 5;

    public string Vendor { get; init; } = "";

    public string Payment { get; init; } = "";

    public int Passengers { get; init; }

    public double Distance { get; init; }

    public double Fare { get; init; }

    public static ShortTrip[] Create()
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, NumberSets.Rows).Select(_ => new ShortTrip
        {
            Vendor = Words.Pick(random),
            Payment = Words.Pick(random),
            Passengers = random.Next(1, 7),
            Distance = Math.Round(random.NextDouble() * 30, 2),
            Fare = NumberSets.Price(random),
        })];
    }

    public static RecordBatch ToBatch(ShortTrip[] trips) => RecordBatch.FromColumns(
        ColumnValues.Of(nameof(Vendor), [.. trips.Select(static t => t.Vendor)]),
        ColumnValues.Of(nameof(Payment), [.. trips.Select(static t => t.Payment)]),
        ColumnValues.Of(nameof(Passengers), (int[])[.. trips.Select(static t => t.Passengers)]),
        ColumnValues.Of(nameof(Distance), (double[])[.. trips.Select(static t => t.Distance)]),
        ColumnValues.Of(nameof(Fare), (double[])[.. trips.Select(static t => t.Fare)]));
}
