using Scoring;
using Streams;
using TaxiFares;

await using IScoringClient<Trip, float> fares = await TaxiModel.OpenAsync();
foreach (IStream stream in new IStream[] { new PlainStream(), new ChannelStream(), new DataflowStream(), new ReactiveStream() })
{
    var trial = new Trial(stream, fares);
    Console.WriteLine(stream.Name);
    Console.WriteLine($"  slow consumer: {await trial.SlowConsumerAsync()}");
    Console.WriteLine($"  fault: {await trial.FaultAsync()}");
    Console.WriteLine($"  cancellation: {await trial.CancellationAsync()}");
}
