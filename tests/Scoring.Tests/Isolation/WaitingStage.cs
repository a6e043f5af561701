using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Isolation;

/// <summary>A stage that holds up requests until a test opens it, so that rows gather behind them. For tests on one thread, over a leaf that answers at once.</summary>
internal sealed class WaitingStage(IScoringClient inner) : DelegatingScoringClient(inner)
{
    private readonly List<HeldRequest> _held = [];
    private bool _isOpen;

    public override ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        if (_isOpen) return base.ScoreAsync(rows, context, cancellationToken);
        _held.Add(new HeldRequest(rows, context, cancellationToken));
        return _held[^1].Response;
    }

    public void Open()
    {
        _isOpen = true;
        foreach (HeldRequest request in _held) Answer(request);
    }

    private void Answer(HeldRequest request)
    {
        RecordBatch response;
        try
        {
            ValueTask<RecordBatch> answer = base.ScoreAsync(request.Batch, request.Context, request.Token);
            Assert.True(answer.IsCompleted);
            response = answer.Result;
        }
        catch (ScoringException error)
        {
            request.Fail(error);
            return;
        }

        request.Complete(response);
    }
}
