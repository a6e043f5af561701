namespace Scoring.Batching.Queueing;

/// <summary>Goes over the rows of a heap in their order and leaves them there, at the cost of those it comes to rather than of all.</summary>
/// <remarks>No row comes before the one above it: so the next one is always directly below one that it has come to. To be used again.</remarks>
internal sealed class HeapWalk(RowHeap heap)
{
    /// <summary>Places directly below those that it has come to.</summary>
    private readonly PriorityQueue<int, (long DueAt, long Number)> _next = new();

    /// <summary>The rows it has come to; null at the end.</summary>
    public PendingRows? Current => _next.TryPeek(out int place, out _) ? heap[place] : null;

    public HeapWalk Begin()
    {
        _next.Clear();
        Reach(0);
        return this;
    }

    public void Advance()
    {
        int place = _next.Dequeue();
        Reach((2 * place) + 1);
        Reach((2 * place) + 2);
    }

    private void Reach(int place)
    {
        if (place < heap.Count) _next.Enqueue(place, (heap[place].DueAt, heap[place].LineNumber));
    }
}
