namespace Scoring;

/// <summary>Learns of each attempt to score a request.</summary>
/// <remarks>Called from any thread; it must be quick and must not throw. Attempts are told before the request is answered: a sink that is told later may serve another request already.</remarks>
public interface IAttemptSink
{
    /// <summary>An attempt has ended.</summary>
    void OnAttempt(in ScoringAttempt attempt);
}
