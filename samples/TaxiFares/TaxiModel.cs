using Scoring;
using Scoring.Bindings;
using Scoring.Onnx;

namespace TaxiFares;

/// <summary>The fare model that ships with the sample: 100 gradient-boosted trees over five features, trained on New York trips of January 2016.</summary>
public static class TaxiModel
{
    public static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "Models", "taxi-gbdt.onnx");

    /// <summary>How a trip is written into the model's input, in the model's order.</summary>
    public static RowBinding<Trip> Rows { get; } = RowBinding.Create<Trip>(
        static (in Trip trip, ref RowWriter row) =>
        {
            row.Write(trip.VendorId);
            row.Write(trip.Weekday);
            row.Write(trip.PickupHour);
            row.Write(trip.Passengers);
            row.Write(trip.Distance);
        },
        "vendorid", "weekday", "pickuphour", "passenger", "distance");

    /// <summary>A client that takes trips and gives fares in US dollars.</summary>
    public static ValueTask<IScoringClient<Trip, float>> OpenAsync(ScoringClientOptions? options = null) =>
        new ScoringClientBuilder(OnnxScoringClient.Load(Path)).BuildAsync<Trip, float>(Rows, options: options);
}
