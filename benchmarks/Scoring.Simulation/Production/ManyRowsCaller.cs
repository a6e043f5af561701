namespace Scoring.Simulation.Production;

/// <summary>Sends several rows in a call.</summary>
internal sealed class ManyRowsCaller : VirtualCaller
{
    private readonly Action _onEnded;
    private readonly long[] _rows;
    private readonly long[] _scores;
    private ValueTask _call;

    public ManyRowsCaller(ProductionSimulation run, int number, int partition, int rows)
        : base(run, number, partition)
    {
        _onEnded = OnEnded;
        (_rows, _scores) = (new long[rows], new long[rows]);
        Array.Fill(_rows, number);
    }

    public override int Rows => _rows.Length;

    protected override void Send(IScoringClient<long, long> client, in RowOptions options)
    {
        _call = client.ScoreAsync(_rows, _scores, options);
        if (_call.IsCompleted) OnEnded();
        else _call.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_onEnded);
    }

    private void OnEnded()
    {
        ValueTask call = _call;
        _call = default;
        if (call.IsCompletedSuccessfully)
        {
            call.GetAwaiter().GetResult();
            Run.OnScored(this, _scores);
        }
        else
        {
            Run.OnDropped(this, () => call.GetAwaiter().GetResult());
        }
    }
}
