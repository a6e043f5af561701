namespace Scoring.Simulation.Production;

/// <summary>Sends a row and waits for its score, without a state machine. Used again and again.</summary>
internal sealed class VirtualCaller
{
    private readonly ProductionSimulation _run;
    private readonly Action _onEnded;
    private ValueTask<long> _score;

    /// <param name="run">Whose rows these are.</param>
    /// <param name="number">The value of its rows.</param>
    public VirtualCaller(ProductionSimulation run, int number)
    {
        (_run, Number) = (run, number);
        _onEnded = OnEnded;
    }

    public int Number { get; }

    /// <summary>When the row came.</summary>
    public long Arrival { get; private set; }

    /// <summary>The request that the row is in; null while it waits.</summary>
    public VirtualRequest? Request { get; set; }

    public void Send(IScoringClient<long, long> client, long now, in RowOptions options)
    {
        Arrival = now;
        Request = null;
        _score = client.ScoreAsync(Number, options);
        if (_score.IsCompleted) OnEnded();
        else _score.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_onEnded);
    }

    private void OnEnded()
    {
        ValueTask<long> score = _score;
        _score = default;
        if (score.IsCompletedSuccessfully) _run.OnScored(this, score.Result);
        else _run.OnDropped(this, score);
    }
}
