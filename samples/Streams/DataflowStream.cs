using System.Runtime.CompilerServices;
using System.Threading.Tasks.Dataflow;
using Scoring;
using Scoring.Streaming;
using TaxiFares;

namespace Streams;

/// <summary>TPL Dataflow: the client stands where a TransformBlock would, behind a bounded block.</summary>
public sealed class DataflowStream : IStream
{
    public string Name => "Dataflow";

    public async IAsyncEnumerable<ScoredRow<Trip, float>> ScoreAsync(
        IScoringClient<Trip, float> fares, IAsyncEnumerable<Trip> trips, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var block = new BufferBlock<Trip>(new DataflowBlockOptions { BoundedCapacity = 100 });
        Task<Exception?> filling = FillAsync(trips, block, end.Token);
        try
        {
            await foreach (ScoredRow<Trip, float> scored in fares.ScoreStreamAsync(block.ReceiveAllAsync(cancellationToken), cancellationToken: cancellationToken)) yield return scored;
        }
        finally
        {
            await end.CancelAsync();
        }

        // A block that faults throws away what it still has: so the error goes past it.
        if (await filling is { } error) throw error;
    }

    private static async Task<Exception?> FillAsync(IAsyncEnumerable<Trip> trips, BufferBlock<Trip> block, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (Trip trip in trips.WithCancellation(cancellationToken)) await block.SendAsync(trip, cancellationToken);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
        finally
        {
            block.Complete();
        }
    }
}
