using Scoring.Records;

namespace Scoring.BenchmarkDotNet.Tests;

/// <summary>A short sweep.</summary>
[ScoringTuning(Rounds = 3, WarmUpRounds = 1)]
public class EchoTuning : ScoringTuningBenchmark
{
    public override IEnumerable<int> BatchSizes => [1, 64];

    public override IEnumerable<int> ParallelRequests => [1, 2];

    public override TimeSpan? P99Budget => TimeSpan.FromSeconds(10);

    public override IScoringClient CreateClient() => new EchoClient();

    public override RecordBatch CreateSample() => RecordBatch.Rent(EchoClient.Schema, 100);
}
