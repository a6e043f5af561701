using System.Diagnostics;
using HotSwap;
using Scoring;
using Scoring.Onnx;
using Scoring.Records;
using Scoring.Switching;
using TaxiFares;

const int Swaps = 40, Dollars = 100;
Trip[] trips = TripGenerator.Create(10_000);
float[] fares;
await using (IScoringClient<Trip, float> plain = await TaxiModel.OpenAsync()) fares = await plain.ScoreAsync(trips);

var options = new SwitchingOptions
{
    Version = "v0",
    GoldenRows = RecordBatch.FromRows<float>([.. trips.Take(200).Select(static trip => new float[] { trip.VendorId, trip.Weekday, trip.PickupHour, trip.Passengers, trip.Distance })], "features"),
    Tolerance = new ModelTolerance(MaxDifferentRows: 1),
};
SwitchingScoringClient model = await SwitchingScoringClient.CreateAsync(OnnxScoringClient.Load(TaxiModel.Path), options);
await using IScoringClient<Trip, float> client = await new ScoringClientBuilder(model).BuildAsync<Trip, float>();

var load = new Load(client, trips, fares, Dollars);
load.Start();
var longest = TimeSpan.Zero;
long started = Stopwatch.GetTimestamp();
for (int version = 1; version <= Swaps; version++)
{
    int dollars = version * Dollars;
    ModelSlot staged = await model.StageAsync(_ => new ValueTask<IScoringClient>(new Surcharge(OnnxScoringClient.Load(TaxiModel.Path), dollars)), $"v{version}");
    ModelSwap swap = await model.PromoteAsync();
    if (swap.Drained > longest) longest = swap.Drained;
    if (version == 1) Console.WriteLine($"staged {staged.Version}: {staged.Comparison!.ToString().ReplaceLineEndings("\n").Split('\n')[0]}");
}

ModelSwap back = await model.RollBackAsync();
await load.EndAsync();
Console.WriteLine($"{Swaps} swaps and one rollback ({back.From} → {back.To}) under load in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s; the longest draining took {longest.TotalMilliseconds:0.0} ms");
Console.WriteLine($"{load.Sent} rows sent, {load.Scored} scored by {load.ByVersion.Count()} versions, {load.Wrong} by none, {load.Sent - load.Scored - load.Wrong} lost");
return load.Sent == load.Scored ? 0 : 1;
