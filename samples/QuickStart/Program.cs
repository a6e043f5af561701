using Scoring;
using Scoring.Bindings;
using Scoring.Onnx;

RowBinding<Trip> rows = RowBinding.For<Trip>()
    .Column("vendorid", static (in Trip t) => t.VendorId)
    .Column("weekday", static (in Trip t) => t.Weekday)
    .Column("pickuphour", static (in Trip t) => t.Hour)
    .Column("passenger", static (in Trip t) => t.Passengers)
    .Column("distance", static (in Trip t) => t.Miles)
    .Build();
await using var client = await new ScoringClientBuilder(OnnxScoringClient.Load("taxi-gbdt.onnx")).BuildAsync<Trip, float>(rows);

Trip[] trips = [new(1, 4, 7, 1, 4.2f), new(2, 6, 9, 1, 0.53f), new(1, 0, 17, 2, 17.9f)];
float[] fares = await client.ScoreAsync(trips);
Console.WriteLine(string.Join(", ", fares.Select(fare => $"{fare:0.00} USD")));

internal readonly record struct Trip(int VendorId, int Weekday, int Hour, int Passengers, float Miles);
