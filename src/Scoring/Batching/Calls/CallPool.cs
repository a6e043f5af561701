namespace Scoring.Batching.Calls;

/// <summary>Calls to be used again, of whatever type.</summary>
internal abstract class CallPool
{
    /// <summary>Puts a call where any thread finds it.</summary>
    public abstract void Shelve(PendingRows call);
}
