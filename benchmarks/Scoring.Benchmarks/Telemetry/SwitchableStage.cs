using Scoring.Records;
using Scoring.Telemetry;

namespace Scoring.Benchmarks.Telemetry;

/// <summary>The stage that traces, in the path of requests or left out of it: so that one client serves as both, as where another's memory happens to lie is worth some per cent.</summary>
/// <param name="model">What the stage wraps.</param>
internal sealed class SwitchableStage(IScoringClient model) : DelegatingScoringClient(new TelemetryScoringClient(model, new TelemetryOptions()))
{
    /// <summary>Changed while no request is in flight.</summary>
    public bool IsIn { get; set; }

    public override ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default) =>
        IsIn ? base.ScoreAsync(rows, context, cancellationToken) : model.ScoreAsync(rows, context, cancellationToken);
}
