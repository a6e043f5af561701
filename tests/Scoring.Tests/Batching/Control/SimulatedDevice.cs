namespace Scoring.Tests.Batching.Control;

/// <summary>Serves so many batches side by side; with more each takes longer.</summary>
internal sealed record SimulatedDevice(int Parallel, double Theta)
{
    public double Inflation(int inFlight) => inFlight <= Parallel ? 1 : (double)inFlight / Parallel * (1 + (Theta * (inFlight - Parallel)));

    public double Throughput(int inFlight) => inFlight / Inflation(inFlight);

    public double BestThroughput(int max) => Enumerable.Range(1, max).Max(Throughput);
}
