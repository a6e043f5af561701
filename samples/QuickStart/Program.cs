using Scoring;
using Scoring.Bindings;
using Scoring.Onnx;

await using var client = await new ScoringClientBuilder(OnnxScoringClient.Load("taxi-gbdt.onnx")).BuildAsync<Trip, Fare>();

Trip[] trips = [new(1, 4, 7, 1, 4.2f), new(2, 6, 9, 1, 0.53f), new(1, 0, 17, 2, 17.9f)];
Fare[] fares = await client.ScoreAsync(trips);
Console.WriteLine(string.Join(", ", fares.Select(fare => $"{fare.Amount:0.00} USD")));

[ScoringRow]
internal readonly record struct Trip(int VendorId, int Weekday, int PickupHour, int Passengers, float Distance);

[ScoringResult]
internal readonly record struct Fare(float Amount);
