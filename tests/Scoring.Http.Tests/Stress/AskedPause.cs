namespace Scoring.Http.Tests.Stress;

/// <summary>A wait that the server has asked of a partition.</summary>
/// <param name="until">Until when, on the server's clock.</param>
internal sealed class AskedPause(long until)
{
    private long _knownAt = long.MaxValue;

    public long Until => until;

    /// <summary>When the client had taken note: what it looks at from then on must wait. What it had looked at before may be under way.</summary>
    public long KnownAt
    {
        get => Volatile.Read(ref _knownAt);
        set => Volatile.Write(ref _knownAt, value);
    }
}
