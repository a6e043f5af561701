namespace Scoring.FailedState;

/// <summary>Whether a client is in its failed state, and the way out of it. Had with <c>GetService(typeof(IFailedState))</c> from any client that was built with
/// <see cref="FailedStateBuilderExtensions.UseFailedState"/>.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IFailedState
{
    /// <summary>What put the client into the failed state: the first cause. Null while it works.</summary>
    Exception? Cause { get; }

    /// <summary>Lets the client work again; nothing happens when it does. Answers to requests that were sent before do not fail it again.</summary>
    void Reset();
}
