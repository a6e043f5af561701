namespace Scoring.Http.Tests.Stress;

/// <summary>A call above the stage that retries, for all that happens in it.</summary>
internal sealed class SentCall
{
    private static readonly AsyncLocal<SentCall?> s_current = new();

    private long _begunAt;

    /// <summary>The call in whose flow one is; null outside of all.</summary>
    public static SentCall? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>From when on it is looked whether the next attempt may be sent: whatever the client knew before that it must heed.</summary>
    public long BegunAt => Volatile.Read(ref _begunAt);

    /// <summary>That the endpoint has asked to wait, as long as the stage that retries has not taken note; null otherwise. Used by one thread at a time.</summary>
    public AskedPause? Asked { get; set; }

    public void Begin(long now) => Volatile.Write(ref _begunAt, now);
}
