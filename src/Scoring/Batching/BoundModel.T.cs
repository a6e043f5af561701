using Scoring.Batching.Calls;
using Scoring.Bindings;
using Scoring.Bindings.Matching;

namespace Scoring.Batching;

/// <summary>A model's signature with the bindings checked against it, and the scheduler with the limits that follow.</summary>
internal sealed class BoundModel<TRow, TScore>
{
    public BoundModel(IScoringClient client, ScoringSignature signature, RowBinding<TRow> rows, ScoreBinding<TScore> scores, ScoringClientOptions options)
    {
        SignatureCheck.Check(signature);
        Rows = new RowEncoder<TRow>(rows, signature);
        Scores = new ScoreDecoder<TScore>(scores, signature);
        Scheduler = new Scheduler(SchedulerSettings.Create(signature, options), scheduler => new RowFlight<TRow, TScore>(scheduler, client, this));
    }

    public RowEncoder<TRow> Rows { get; }

    public ScoreDecoder<TScore> Scores { get; }

    public Scheduler Scheduler { get; }
}
