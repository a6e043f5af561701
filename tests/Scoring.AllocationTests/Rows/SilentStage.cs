using Scoring.Records;

namespace Scoring.AllocationTests.Rows;

/// <summary>A stage that keeps to itself how long runs take, so that no row runs on its caller's thread.</summary>
internal sealed class SilentStage(IScoringClient inner) : DelegatingScoringClient(inner)
{
    public override ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default) =>
        base.ScoreAsync(rows, context with { Attempts = null }, cancellationToken);
}
