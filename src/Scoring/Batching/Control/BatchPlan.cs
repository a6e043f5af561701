namespace Scoring.Batching.Control;

/// <summary>What to do with the rows that wait when a request could be sent.</summary>
/// <param name="Refuse">Rows to be refused from the front; then it is to be asked again.</param>
/// <param name="Take">Rows to send, where none are to be refused.</param>
/// <param name="Reason">Why so many are sent.</param>
internal readonly record struct BatchPlan(int Refuse, int Take, BatchReason Reason);
