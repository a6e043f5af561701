namespace Scoring.Batching.Control;

/// <summary>A request that has come back with scores.</summary>
/// <param name="Rows">Rows in it.</param>
/// <param name="InFlight">Requests that were in flight when it was sent, itself included.</param>
/// <param name="Seconds">What it took.</param>
/// <param name="Active">Requests granted or in flight until now, itself included.</param>
/// <param name="Now">In seconds.</param>
/// <param name="IsTrial">Whether its size was a try.</param>
internal readonly record struct ServedBatch(int Rows, int InFlight, double Seconds, int Active, double Now, bool IsTrial);
