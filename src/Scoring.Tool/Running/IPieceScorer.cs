using Scoring.Records;

namespace Scoring.Tool.Running;

/// <summary>Scores rows of a block that belong together.</summary>
internal interface IPieceScorer
{
    /// <param name="rows">What is scored.</param>
    /// <param name="positions">The place of each row in its block.</param>
    /// <param name="partition">The partition of all of them.</param>
    /// <param name="scores">Takes scores and failures.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task ScoreAsync(RecordBatch rows, ReadOnlyMemory<int> positions, int partition, BlockScores scores, CancellationToken cancellationToken);
}
