using Scoring.Bindings;

namespace ScoringWorker;

/// <summary>How a row is written for the model.</summary>
internal static class Bindings
{
    public static RowBinding<Row> Rows { get; } = RowBinding.For<Row>()
        .Column("vendorid", static (in Row row) => row.VendorId)
        .Column("weekday", static (in Row row) => row.Weekday)
        .Column("pickuphour", static (in Row row) => row.Hour)
        .Column("passenger", static (in Row row) => row.Passengers)
        .Column("distance", static (in Row row) => row.Miles)
        .Build();
}
