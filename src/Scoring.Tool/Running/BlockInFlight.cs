using Scoring.Tool.Input;

namespace Scoring.Tool.Running;

/// <summary>A block, its scores, and the task that is at work on them.</summary>
internal sealed class BlockInFlight(RowBlock block)
{
    public RowBlock Block { get; } = block;

    public BlockScores Scores { get; } = new(block);

    public Task Scoring { get; set; } = Task.CompletedTask;

    public void Clear()
    {
        Scores.Clear();
        Block.Clear();
    }
}
