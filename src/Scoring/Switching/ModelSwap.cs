namespace Scoring.Switching;

/// <summary>A change of the model in production.</summary>
/// <param name="From">The version before.</param>
/// <param name="To">The version since.</param>
/// <param name="IsRollback">Whether it went back to a model that was in production before.</param>
/// <param name="Drained">For how long requests of the version before went on after the change.</param>
/// <param name="HasDrained">Whether they have ended; false when <see cref="SwitchingOptions.DrainTimeout"/> was over before. They go on all the same.</param>
public readonly record struct ModelSwap(string From, string To, bool IsRollback, TimeSpan Drained, bool HasDrained);
