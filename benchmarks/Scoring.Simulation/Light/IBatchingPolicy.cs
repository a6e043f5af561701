namespace Scoring.Simulation.Light;

/// <summary>Decides what is sent when. One per run.</summary>
internal interface IBatchingPolicy
{
    /// <summary>Asked whenever something has changed, and again until it does nothing.</summary>
    Decision Decide(QueueState queue);

    /// <summary>A request has ended. Asked to decide after all that end at that moment.</summary>
    void OnCompleted(in LightBatch batch);
}
