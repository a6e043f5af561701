namespace Scoring.Tuning;

/// <summary>What the first request of a size costs: memory is laid out, code is compiled, caches are cold.</summary>
/// <param name="Rows">Rows per request.</param>
/// <param name="Seconds">What the first one took, in seconds.</param>
/// <param name="SteadySeconds">What one takes after the warm-up, in seconds.</param>
/// <param name="Calls">How many requests the warm-up sent.</param>
public sealed record FirstCall(int Rows, double Seconds, double SteadySeconds, int Calls);
