using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Scoring;
using Scoring.Streaming;
using TaxiFares;

namespace Streams;

/// <summary>System.Reactive: an observable cannot be told to wait, so its observer holds up the thread that brings a trip while too many wait.</summary>
public sealed class ReactiveStream : IStream
{
    public string Name => "System.Reactive";

    public async IAsyncEnumerable<ScoredRow<Trip, float>> ScoreAsync(
        IScoringClient<Trip, float> fares, IAsyncEnumerable<Trip> trips, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<Trip> waiting = Channel.CreateBounded<Trip>(100);

        // Not on this thread: a source that has all its trips at once would bring them within the subscription, and hold up the reader that is to make room.
        using IDisposable subscription = Observe(trips).SubscribeOn(TaskPoolScheduler.Default).Subscribe(new Filling(waiting.Writer, cancellationToken));
        await foreach (ScoredRow<Trip, float> scored in fares.ScoreStreamAsync(waiting.Reader, cancellationToken: cancellationToken)) yield return scored;
    }

    private static IObservable<Trip> Observe(IAsyncEnumerable<Trip> trips) => Observable.Create<Trip>(async (observer, cancellationToken) =>
    {
        await foreach (Trip trip in trips.WithCancellation(cancellationToken)) observer.OnNext(trip);
    });

    private sealed class Filling(ChannelWriter<Trip> waiting, CancellationToken cancellationToken) : IObserver<Trip>
    {
        public void OnNext(Trip trip)
        {
            if (waiting.TryWrite(trip)) return;
            waiting.WriteAsync(trip, cancellationToken).AsTask().GetAwaiter().GetResult();
        }

        public void OnError(Exception error) => waiting.TryComplete(error);

        public void OnCompleted() => waiting.TryComplete();
    }
}
