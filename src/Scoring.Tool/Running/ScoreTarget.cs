namespace Scoring.Tool.Running;

/// <summary>What scores, and what is to be said of it.</summary>
/// <param name="client">Owned.</param>
/// <param name="pieces">Scores parts of blocks with it.</param>
internal sealed class ScoreTarget(IScoringClient client, IPieceScorer pieces) : IAsyncDisposable
{
    public IScoringClient Client { get; } = client;

    public IPieceScorer Pieces { get; } = pieces;

    /// <summary>For those who want to know more.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Called at the end of the input; may throw what makes the whole run a failure.</summary>
    public Action AtEnd { get; init; } = static () => { };

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
