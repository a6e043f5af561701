using Scoring;
using Scoring.Records;

namespace HotSwap;

/// <summary>Stands for a model that was trained anew: fares that are some dollars higher, so that each score shows which version gave it.</summary>
public sealed class Surcharge(IScoringClient model, float dollars) : DelegatingScoringClient(model)
{
    public override async ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        RecordBatch fares = await base.ScoreAsync(rows, context, cancellationToken);
        foreach (ref float fare in fares.GetColumn<float>(0).Values) fare += dollars;
        return fares;
    }
}
