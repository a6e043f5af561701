using Scoring;
using Scoring.Streaming;
using TaxiFares;

namespace Streams;

/// <summary>Nothing in between.</summary>
public sealed class PlainStream : IStream
{
    public string Name => "IAsyncEnumerable";

    public IAsyncEnumerable<ScoredRow<Trip, float>> ScoreAsync(IScoringClient<Trip, float> fares, IAsyncEnumerable<Trip> trips, CancellationToken cancellationToken) =>
        fares.ScoreStreamAsync(trips, cancellationToken: cancellationToken);
}
