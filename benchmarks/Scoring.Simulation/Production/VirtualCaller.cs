namespace Scoring.Simulation.Production;

/// <summary>Sends rows and waits for their scores. Used again and again.</summary>
/// <param name="run">Whose rows these are.</param>
/// <param name="number">The value of its rows.</param>
/// <param name="partition">Where they go.</param>
internal abstract class VirtualCaller(ProductionSimulation run, int number, int partition)
{
    protected ProductionSimulation Run { get; } = run;

    public int Number { get; } = number;

    public int Partition { get; } = partition;

    /// <summary>How many rows it sends at once.</summary>
    public abstract int Rows { get; }

    /// <summary>When the rows came.</summary>
    public long Arrival { get; private set; }

    /// <summary>The request that one of the rows is in; null while they wait.</summary>
    public RequestRows? Request { get; set; }

    public void Send(IScoringClient<long, long> client, long now, in RowOptions options)
    {
        Arrival = now;
        Request = null;
        Send(client, options);
    }

    protected abstract void Send(IScoringClient<long, long> client, in RowOptions options);
}
