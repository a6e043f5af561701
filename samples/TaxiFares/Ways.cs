using Scoring;
using Scoring.Onnx;
using Scoring.Records;

namespace TaxiFares;

/// <summary>Ways to score trips, each measured.</summary>
public static class Ways
{
    /// <summary>One row per run: for each trip a new array, a new request and a new answer.</summary>
    public static async Task<Measurement> OneRowPerCallAsync(ReadOnlyMemory<Trip> trips, CancellationToken cancellationToken)
    {
        await using OnnxScoringClient client = OnnxScoringClient.Load(TaxiModel.Path);
        return await Measurement.BestAsync(() => Callers.RunAsync(trips, trip => ScoreAloneAsync(client, trip), cancellationToken));
    }

    /// <summary>The client's way with one trip: it travels with those that others await.</summary>
    public static Task<Measurement> AwaitedRowsAsync(IScoringClient<Trip, float> client, ReadOnlyMemory<Trip> trips, CancellationToken cancellationToken) =>
        Measurement.BestAsync(() => Callers.RunAsync(trips, trip => client.ScoreAsync(trip, cancellationToken: cancellationToken), cancellationToken));

    /// <summary>The client's way with many trips per call: they are cut into requests that run on every core.</summary>
    public static Task<Measurement> ManyRowsPerCallAsync(
        IScoringClient<Trip, float> client, ReadOnlyMemory<Trip> trips, int rowsPerCall, CancellationToken cancellationToken)
    {
        var fares = new float[trips.Length];
        return Measurement.BestAsync(async () =>
        {
            var meter = new Meter();
            for (int start = 0; start < trips.Length; start += rowsPerCall)
            {
                int count = Math.Min(rowsPerCall, trips.Length - start);
                await client.ScoreAsync(trips.Slice(start, count), fares.AsMemory(start, count), cancellationToken: cancellationToken);
            }

            return meter.Read(trips.Length);
        });
    }

    private static async ValueTask<float> ScoreAloneAsync(OnnxScoringClient client, Trip trip)
    {
        // The model runs on this thread: the callers that wait for one get it in turns.
        await Task.Yield();
        float[][] row = [[trip.VendorId, trip.Weekday, trip.PickupHour, trip.Passengers, trip.Distance]];
        using RecordBatch request = RecordBatch.FromRows(row);
        using RecordBatch response = await client.ScoreAsync(request);
        return response.GetColumn<float>(0)[0];
    }
}
