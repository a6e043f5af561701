namespace Scoring.Benchmarks.Measuring;

/// <summary>How long rows took that came at random times, in microseconds, from the time at which each was to come.</summary>
/// <param name="P50">Half of them took no longer.</param>
/// <param name="P99">99 of 100 took no longer.</param>
/// <param name="LagP99">So late at most were 99 of 100 handed to the client: what the measurement itself adds.</param>
/// <param name="Unscored">So many had no score yet when the last had come.</param>
internal readonly record struct ArrivalLatency(double P50, double P99, double LagP99, int Unscored);
