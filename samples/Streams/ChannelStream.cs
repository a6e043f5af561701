using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Scoring;
using Scoring.Streaming;
using TaxiFares;

namespace Streams;

/// <summary>A bounded channel: when it is full, whoever fills it waits.</summary>
public sealed class ChannelStream : IStream
{
    public string Name => "Channel";

    public async IAsyncEnumerable<ScoredRow<Trip, float>> ScoreAsync(
        IScoringClient<Trip, float> fares, IAsyncEnumerable<Trip> trips, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Channel<Trip> channel = Channel.CreateBounded<Trip>(100);
        Task filling = FillAsync(trips, channel.Writer, end.Token);
        try
        {
            await foreach (ScoredRow<Trip, float> scored in fares.ScoreStreamAsync(channel.Reader, cancellationToken: cancellationToken)) yield return scored;
        }
        finally
        {
            await end.CancelAsync();
            await filling;
        }
    }

    /// <summary>An error of the source goes through the channel, behind the trips that came before it.</summary>
    private static async Task FillAsync(IAsyncEnumerable<Trip> trips, ChannelWriter<Trip> channel, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (Trip trip in trips.WithCancellation(cancellationToken)) await channel.WriteAsync(trip, cancellationToken);
            channel.Complete();
        }
        catch (Exception error)
        {
            channel.Complete(error);
        }
    }
}
