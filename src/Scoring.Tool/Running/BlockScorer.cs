using Scoring.Tool.Features;
using Scoring.Tool.Input;

namespace Scoring.Tool.Running;

/// <summary>Sends the rows of blocks on: as they are, or partition by partition.</summary>
/// <param name="pieces">Scores whole blocks, or the rows of a partition in them.</param>
/// <param name="layout">The features.</param>
/// <param name="isPartitioned">Whether rows have partitions.</param>
internal sealed class BlockScorer(IPieceScorer pieces, FeatureLayout layout, bool isPartitioned)
{
    /// <summary>Sends a block's rows before it returns, so that blocks that are started in order are scored in order within each partition.</summary>
    public Task StartAsync(RowBlock block, BlockScores scores, CancellationToken cancellationToken)
    {
        scores.Begin();
        if (block.Count == 0) return Task.CompletedTask;
        return isPartitioned
            ? Task.WhenAll(PartitionedRows.Of(block, layout).Select(rows => ScoreAsync(rows, scores, cancellationToken)))
            : pieces.ScoreAsync(block.Rows.Slice(0, block.Count), Positions(block.Count), partition: 0, scores, cancellationToken);
    }

    private async Task ScoreAsync(PartitionedRows rows, BlockScores scores, CancellationToken cancellationToken)
    {
        using (rows) await pieces.ScoreAsync(rows.Rows, rows.Positions, rows.Partition, scores, cancellationToken).ConfigureAwait(false);
    }

    private static int[] Positions(int count)
    {
        var positions = new int[count];
        for (int i = 0; i < count; i++) positions[i] = i;
        return positions;
    }
}
