using Scoring;
using Scoring.Streaming;
using TaxiFares;

namespace Streams;

/// <summary>A kind of stream that an application may have already, with the client plugged in.</summary>
public interface IStream
{
    string Name { get; }

    /// <summary>Scores the trips of a source that come by way of this stream.</summary>
    IAsyncEnumerable<ScoredRow<Trip, float>> ScoreAsync(IScoringClient<Trip, float> fares, IAsyncEnumerable<Trip> trips, CancellationToken cancellationToken);
}
