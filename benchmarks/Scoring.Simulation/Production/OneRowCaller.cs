namespace Scoring.Simulation.Production;

/// <summary>Sends one row at a time, without a state machine.</summary>
internal sealed class OneRowCaller : VirtualCaller
{
    private readonly Action _onEnded;
    private ValueTask<long> _score;

    public OneRowCaller(ProductionSimulation run, int number, int partition)
        : base(run, number, partition) => _onEnded = OnEnded;

    public override int Rows => 1;

    protected override void Send(IScoringClient<long, long> client, in RowOptions options)
    {
        _score = client.ScoreAsync(Number, options);
        if (_score.IsCompleted) OnEnded();
        else _score.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_onEnded);
    }

    private void OnEnded()
    {
        ValueTask<long> score = _score;
        _score = default;
        if (!score.IsCompletedSuccessfully)
        {
            Run.OnDropped(this, () => _ = score.Result);
            return;
        }

        long sentAt = score.Result;
        Run.OnScored(this, new ReadOnlySpan<long>(in sentAt));
    }
}
