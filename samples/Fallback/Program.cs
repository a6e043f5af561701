using Fallback;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scoring;
using Scoring.Http.Protocols;
using Scoring.Records;
using TaxiFares;

const int Rows = 500;
Trip[] trips = TripGenerator.Create(Rows);
await using FareEndpoint endpoint = await FareEndpoint.StartAsync();
var signature = new ScoringSignature
{
    ModelName = "fares",
    Inputs = [new SignatureColumn("features", ElementType.Float32, RowShape.Create(5))],
    Outputs = [new SignatureColumn("fare", ElementType.Float32, RowShape.Create(1))],
};

var services = new ServiceCollection();
services.AddLogging(static logging => logging.AddSimpleConsole(static console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning).AddFilter("Scoring", LogLevel.Information));
services.AddKeyedScoringClient<Trip, float>("local").UseOnnxModel(TaxiModel.Path);
services.AddScoringClient<Trip, float>("fares")
    .UseHttp(endpoint.Address, new AzureMLProtocol(), options => options.Signature = signature)
    .UseRetry()
    .UseFallback("local", after: TimeSpan.FromMilliseconds(80));
await using ServiceProvider provider = services.BuildServiceProvider();
IScoringClient<Trip, float> client = provider.GetRequiredService<IScoringClient<Trip, float>>();

// A first request connects and compiles; that alone would take longer.
for (int i = 0; i < 20; i++) await client.ScoreAsync(trips[i]);
await ScoreAsync("fast");
endpoint.Latency = TimeSpan.FromSeconds(5);
await ScoreAsync("slow");
endpoint.IsDown = true;
await ScoreAsync("down");
(endpoint.IsDown, endpoint.Latency) = (false, TimeSpan.Zero);
await ScoreAsync("back");

async Task ScoreAsync(string state)
{
    float[] fares = await client.ScoreAsync(trips);
    int remote = fares.Count(static fare => fare > FareEndpoint.Surcharge / 2);
    Console.WriteLine($"endpoint {state}: {remote} of {Rows} trips scored by the endpoint, {Rows - remote} by the local model");
}
