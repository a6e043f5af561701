using System.Collections;

namespace Scoring.SourceGeneration.Collections;

/// <summary>Values in order that are equal to others when each is: what lets the compiler see that nothing has changed.</summary>
internal readonly struct EquatableArray<T>(IEnumerable<T> values) : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>?
{
    private readonly T[]? _values = [.. values];

    public int Count => _values?.Length ?? 0;

    public T this[int index] => _values![index];

    public bool Equals(EquatableArray<T> other) => this.SequenceEqual(other);

    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    public override int GetHashCode()
    {
        int hash = Count;
        foreach (T value in this) hash = unchecked((hash * 31) + (value?.GetHashCode() ?? 0));
        return hash;
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(_values ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
