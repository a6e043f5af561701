using System.Buffers;

namespace Scoring.Tests.Fakes;

/// <summary>Memory that notices whoever looks at it after it was closed.</summary>
internal sealed class GuardedMemory<T>(T[] values) : MemoryManager<T>
{
    private bool _isClosed;
    private int _violations;

    public T[] Values { get; } = values;

    /// <summary>How often somebody looked after the end.</summary>
    public int Violations => Volatile.Read(ref _violations);

    public void Close() => Volatile.Write(ref _isClosed, true);

    public override Span<T> GetSpan()
    {
        if (Volatile.Read(ref _isClosed)) Interlocked.Increment(ref _violations);
        return Values;
    }

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    public override void Unpin() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
    }
}
