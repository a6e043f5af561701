using System.Diagnostics;
using Scoring;
using Scoring.Onnx;
using Scoring.Records;

namespace TaxiFares;

/// <summary>How fast trips were scored, and how much was allocated for it.</summary>
public readonly record struct Measurement(double RowsPerSecond, double BytesPerRow)
{
    private const int Repetitions = 3;

    /// <summary>The usual way: a new array, a new request and a new answer for each trip, on every core.</summary>
    public static async Task<Measurement> OneRowPerCallAsync(ReadOnlyMemory<Trip> trips, CancellationToken cancellationToken)
    {
        await using OnnxScoringClient client = OnnxScoringClient.Load(TaxiModel.Path);
        int workers = Environment.ProcessorCount, share = trips.Length / workers;
        return await BestAsync(share * workers, () => Task.WhenAll(Enumerable.Range(0, workers).Select(
            i => Task.Run(() => ScoreOneByOneAsync(client, trips.Slice(i * share, share)), cancellationToken))));
    }

    /// <summary>The client's way: many trips per call, cut into requests that run on every core.</summary>
    public static Task<Measurement> ManyRowsPerCallAsync(
        IScoringClient<Trip, float> client, ReadOnlyMemory<Trip> trips, int rowsPerCall, CancellationToken cancellationToken)
    {
        var fares = new float[trips.Length];
        return BestAsync(trips.Length, async () =>
        {
            for (int start = 0; start < trips.Length; start += rowsPerCall)
            {
                int count = Math.Min(rowsPerCall, trips.Length - start);
                await client.ScoreAsync(trips.Slice(start, count), fares.AsMemory(start, count), cancellationToken: cancellationToken);
            }
        });
    }

    private static async Task ScoreOneByOneAsync(OnnxScoringClient client, ReadOnlyMemory<Trip> trips)
    {
        for (int i = 0; i < trips.Length; i++)
        {
            Trip trip = trips.Span[i];
            float[][] row = [[trip.VendorId, trip.Weekday, trip.PickupHour, trip.Passengers, trip.Distance]];
            using RecordBatch request = RecordBatch.FromRows(row);
            using RecordBatch response = await client.ScoreAsync(request);
            _ = response.GetColumn<float>(0)[0];
        }
    }

    /// <summary>The best of a few repetitions after one to warm up: the machine may be busy with something else.</summary>
    private static async Task<Measurement> BestAsync(int rows, Func<Task> score)
    {
        await score();
        var best = default(Measurement);
        for (int i = 0; i < Repetitions; i++)
        {
            long bytes = GC.GetTotalAllocatedBytes(precise: true), started = Stopwatch.GetTimestamp();
            await score();
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            double rate = rows / seconds;
            if (rate > best.RowsPerSecond) best = new Measurement(rate, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)rows);
        }

        return best;
    }
}
