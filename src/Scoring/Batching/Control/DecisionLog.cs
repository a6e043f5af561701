namespace Scoring.Batching.Control;

/// <summary>The last decisions.</summary>
internal sealed class DecisionLog
{
    private const int Capacity = 16;

    private readonly Decision[] _ring = new Decision[Capacity];
    private int _next;

    /// <summary>Decisions kept.</summary>
    public int Count { get; private set; }

    /// <summary>Keeps a decision; the oldest makes room for it.</summary>
    public void Add(in Decision decision)
    {
        _ring[_next] = decision;
        _next = (_next + 1) % Capacity;
        Count = Math.Min(Count + 1, Capacity);
    }

    /// <summary>The decisions kept, the oldest first.</summary>
    public Decision[] ToArray()
    {
        var decisions = new Decision[Count];
        for (int i = 0; i < Count; i++) decisions[i] = _ring[(_next - Count + i + Capacity) % Capacity];
        return decisions;
    }
}
