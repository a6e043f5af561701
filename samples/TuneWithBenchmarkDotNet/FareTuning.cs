using Scoring;
using Scoring.BenchmarkDotNet;
using Scoring.Onnx;
using Scoring.Records;
using TaxiFares;

namespace TuneWithBenchmarkDotNet;

/// <summary>How many trips a request to the fare model should hold, and how many requests should be in flight.</summary>
public class FareTuning : ScoringTuningBenchmark
{
    private const int SampleRows = 4096;

    private static readonly RecordSchema s_schema = new(new ColumnSchema("features", ElementType.Float32, RowShape.Create(5)));

    public override IEnumerable<int> BatchSizes => [1, 8, 32, 100, 300, 1000];

    public override IScoringClient CreateClient() => OnnxScoringClient.Load(Path.Combine(AppContext.BaseDirectory, "Models", "taxi-gbdt.onnx"));

    public override RecordBatch CreateSample()
    {
        RecordBatch rows = RecordBatch.Rent(s_schema, SampleRows);
        Column<float> features = rows.GetColumn<float>(0);
        Trip[] trips = TripGenerator.Create(SampleRows);
        for (int i = 0; i < trips.Length; i++)
        {
            Trip trip = trips[i];
            ReadOnlySpan<float> values = [trip.VendorId, trip.Weekday, trip.PickupHour, trip.Passengers, trip.Distance];
            values.CopyTo(features.GetRow(i));
        }

        return rows;
    }
}
