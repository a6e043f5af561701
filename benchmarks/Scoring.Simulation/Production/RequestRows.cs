namespace Scoring.Simulation.Production;

/// <summary>The rows of a request in the air.</summary>
internal sealed class RequestRows(SimulatedRequest request)
{
    public bool IsInFlight => request.IsInFlight;

    /// <summary>When they came, in ticks.</summary>
    public List<long> Arrivals { get; } = [];

    /// <summary>Callers that were told before it ended that their rows are late.</summary>
    public List<VirtualCaller> Late { get; } = [];

    /// <summary>Those of a request that was just sent, none yet.</summary>
    public static RequestRows Of(SimulatedRequest request)
    {
        if (request.State is not RequestRows rows) request.State = rows = new RequestRows(request);
        rows.Arrivals.Clear();
        return rows;
    }
}
