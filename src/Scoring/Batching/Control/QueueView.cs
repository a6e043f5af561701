namespace Scoring.Batching.Control;

/// <summary>What a decision knows of a queue.</summary>
/// <param name="Waiting">Rows that wait, at least 1.</param>
/// <param name="FirstAge">Seconds that the first of them has waited; 0 where that is not known.</param>
/// <param name="FirstSlack">Seconds until the first of them is late; infinite when it cannot be.</param>
/// <param name="InFlight">Requests in flight, without the one to be sent.</param>
internal readonly record struct QueueView(int Waiting, double FirstAge, double FirstSlack, int InFlight);
