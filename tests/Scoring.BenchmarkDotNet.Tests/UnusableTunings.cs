using Scoring.Records;

namespace Scoring.BenchmarkDotNet.Tests;

/// <summary>Sweeps that make no sense, each in its way.</summary>
public static class UnusableTunings
{
    public class WithoutRows : EchoTuning
    {
        public override RecordBatch CreateSample() => RecordBatch.Rent(EchoClient.Schema, 0);
    }

    public class WithoutModel : EchoTuning
    {
        public override IScoringClient CreateClient() => throw new ScoringModelException("There is no model at 'fares.onnx'.");
    }

    public class WithTooManyRequests : EchoTuning
    {
        public override IEnumerable<int> ParallelRequests => [1, 8];
    }

    [ScoringTuning(Rounds = 2)]
    public class WithFewRounds : EchoTuning;

    public class WithQueue : EchoTuning
    {
        public override IScoringClient CreateClient() => new ScoringClientBuilder(new EchoClient()).Build(new ScoringClientOptions());
    }
}
