using Scoring.Records;

namespace Scoring.Benchmarks.Json.Data;

/// <summary>A row of twenty columns: six strings, six numbers of full precision, four prices and four small integers.</summary>
internal sealed class LongTrip
{
    private const int Seed = 20;

    public string Vendor { get; init; } = string.Empty;

    public double PickupLongitude { get; init; }

    public double Distance { get; init; }

    public int Passengers { get; init; }

    public string Payment { get; init; } = string.Empty;

    public double PickupLatitude { get; init; }

    public double Fare { get; init; }

    public int Hour { get; init; }

    public string PickupZone { get; init; } = string.Empty;

    public double DropoffLongitude { get; init; }

    public double Tip { get; init; }

    public int Minute { get; init; }

    public string DropoffZone { get; init; } = string.Empty;

    public double DropoffLatitude { get; init; }

    public double Tolls { get; init; }

    public int Day { get; init; }

    public string RateCode { get; init; } = string.Empty;

    public string Weekday { get; init; } = string.Empty;

    public double Bearing { get; init; }

    public double Elasticity { get; init; }

    public static LongTrip[] Create()
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, NumberSets.Rows).Select(_ => new LongTrip
        {
            Vendor = Words.Pick(random),
            PickupLongitude = NumberSets.Gauss(random) * 100,
            Distance = NumberSets.Price(random),
            Passengers = random.Next(60),
            Payment = Words.Pick(random),
            PickupLatitude = NumberSets.Gauss(random) * 100,
            Fare = NumberSets.Price(random),
            Hour = random.Next(60),
            PickupZone = Words.Pick(random),
            DropoffLongitude = NumberSets.Gauss(random) * 100,
            Tip = NumberSets.Price(random),
            Minute = random.Next(60),
            DropoffZone = Words.Pick(random),
            DropoffLatitude = NumberSets.Gauss(random) * 100,
            Tolls = NumberSets.Price(random),
            Day = random.Next(60),
            RateCode = Words.Pick(random),
            Weekday = Words.Pick(random),
            Bearing = NumberSets.Gauss(random) * 100,
            Elasticity = NumberSets.Gauss(random) * 100,
        })];
    }

    public static RecordBatch ToBatch(LongTrip[] trips) => RecordBatch.FromColumns(
        ColumnValues.Of(nameof(Vendor), (string[])[.. trips.Select(static t => t.Vendor)]),
        ColumnValues.Of(nameof(PickupLongitude), (double[])[.. trips.Select(static t => t.PickupLongitude)]),
        ColumnValues.Of(nameof(Distance), (double[])[.. trips.Select(static t => t.Distance)]),
        ColumnValues.Of(nameof(Passengers), (int[])[.. trips.Select(static t => t.Passengers)]),
        ColumnValues.Of(nameof(Payment), (string[])[.. trips.Select(static t => t.Payment)]),
        ColumnValues.Of(nameof(PickupLatitude), (double[])[.. trips.Select(static t => t.PickupLatitude)]),
        ColumnValues.Of(nameof(Fare), (double[])[.. trips.Select(static t => t.Fare)]),
        ColumnValues.Of(nameof(Hour), (int[])[.. trips.Select(static t => t.Hour)]),
        ColumnValues.Of(nameof(PickupZone), (string[])[.. trips.Select(static t => t.PickupZone)]),
        ColumnValues.Of(nameof(DropoffLongitude), (double[])[.. trips.Select(static t => t.DropoffLongitude)]),
        ColumnValues.Of(nameof(Tip), (double[])[.. trips.Select(static t => t.Tip)]),
        ColumnValues.Of(nameof(Minute), (int[])[.. trips.Select(static t => t.Minute)]),
        ColumnValues.Of(nameof(DropoffZone), (string[])[.. trips.Select(static t => t.DropoffZone)]),
        ColumnValues.Of(nameof(DropoffLatitude), (double[])[.. trips.Select(static t => t.DropoffLatitude)]),
        ColumnValues.Of(nameof(Tolls), (double[])[.. trips.Select(static t => t.Tolls)]),
        ColumnValues.Of(nameof(Day), (int[])[.. trips.Select(static t => t.Day)]),
        ColumnValues.Of(nameof(RateCode), (string[])[.. trips.Select(static t => t.RateCode)]),
        ColumnValues.Of(nameof(Weekday), (string[])[.. trips.Select(static t => t.Weekday)]),
        ColumnValues.Of(nameof(Bearing), (double[])[.. trips.Select(static t => t.Bearing)]),
        ColumnValues.Of(nameof(Elasticity), (double[])[.. trips.Select(static t => t.Elasticity)]));
}
