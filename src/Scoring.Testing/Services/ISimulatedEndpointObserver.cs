using Scoring.Records;

namespace Scoring.Testing.Services;

/// <summary>Sees each request of an endpoint when it is sent and just before its caller goes on.</summary>
internal interface ISimulatedEndpointObserver
{
    void OnSent(SimulatedRequest request, RecordBatch rows);

    void OnEnds(SimulatedRequest request, in SentBatch batch);
}
