namespace Scoring.Batching.Queueing;

/// <summary>Submissions that hang together by <see cref="PendingRows.Next"/>, the oldest first.</summary>
internal struct RowChain
{
    private PendingRows? _last;

    /// <summary>The oldest; null when there is none.</summary>
    public PendingRows? First { get; private set; }

    /// <summary>How many rows.</summary>
    public long Count { get; private set; }

    /// <summary>Takes the oldest out; there is one.</summary>
    public PendingRows RemoveFirst()
    {
        PendingRows rows = First!;
        First = rows.Next;
        rows.Next = null;
        Count -= rows.Count;
        return rows;
    }

    public void Append(in RowChain chain)
    {
        if (chain.First is null) return;
        if (First is null) First = chain.First;
        else _last!.Next = chain.First;
        _last = chain._last;
        Count += chain.Count;
    }

    /// <summary>Appends a stack, of which the newest is the first.</summary>
    public void AppendStack(PendingRows newest)
    {
        PendingRows? stack = newest, oldest = null;
        while (stack is not null)
        {
            PendingRows? next = stack.Next;
            stack.Next = oldest;
            Count += stack.Count;
            oldest = stack;
            stack = next;
        }

        if (First is null) First = oldest;
        else _last!.Next = oldest;
        _last = newest;
    }
}
