namespace Scoring.Testing.Services;

/// <summary>What ends at a known time, by that, and what ends at one time by when it came.</summary>
/// <remarks>There is little in it at once: moving that beats a heap.</remarks>
internal sealed class EndingQueue<T>
{
    /// <summary>The next to end comes last.</summary>
    private readonly List<(long EndsAt, T Item)> _items = [];

    public int Count => _items.Count;

    /// <summary><see cref="long.MaxValue"/> when there is none.</summary>
    public long NextEnd => _items.Count == 0 ? long.MaxValue : _items[^1].EndsAt;

    public void Add(long endsAt, T item)
    {
        int index = _items.Count;
        while (index > 0 && _items[index - 1].EndsAt <= endsAt) index--;
        _items.Insert(index, (endsAt, item));
    }

    public T RemoveNext()
    {
        T item = _items[^1].Item;
        _items.RemoveAt(_items.Count - 1);
        return item;
    }
}
