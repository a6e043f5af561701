using Scoring.Records;

namespace Scoring.Http.Tests.Stress;

/// <summary>Outside of the stage that retries: begins a call.</summary>
internal sealed class CallStage(IScoringClient inner, TimeProvider clock) : DelegatingScoringClient(inner)
{
    public override async ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        var call = new SentCall();
        call.Begin(clock.GetTimestamp());
        SentCall.Current = call;
        return await InnerClient.ScoreAsync(rows, context, cancellationToken);
    }
}
