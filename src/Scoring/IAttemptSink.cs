namespace Scoring;

/// <summary>Learns of each attempt to score a request.</summary>
/// <remarks>Called from any thread; it must be quick and must not throw.</remarks>
public interface IAttemptSink
{
    /// <summary>An attempt has ended.</summary>
    void OnAttempt(in ScoringAttempt attempt);
}
