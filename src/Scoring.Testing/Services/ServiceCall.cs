namespace Scoring.Testing.Services;

/// <summary>A request as its service sees it.</summary>
/// <param name="Index">How many were sent before it.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="InFlight">Requests in flight when it was sent, itself included.</param>
/// <param name="SentAt">In ticks.</param>
internal readonly record struct ServiceCall(int Index, int Rows, int InFlight, long SentAt);
