namespace Scoring.Testing.Services;

/// <summary>When a service answers without scores. One per run, so it may remember what it has seen.</summary>
internal interface IServiceFaults
{
    /// <summary>The answer to a request that is sent now; null for scores. Asked once per request, in the order in which they are sent.</summary>
    ServiceFault? At(long now);
}
