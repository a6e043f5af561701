using System.Runtime.CompilerServices;

namespace Scoring.Bindings;

/// <summary>Several values in one call: where a batch is one column of floats there is one check for all of them.</summary>
public ref partial struct RowWriter
{
    /// <summary>Writes the next values, each as if by itself; faster than one by one.</summary>
    /// <inheritdoc cref="Write{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(T first, T second)
        where T : unmanaged
    {
        if (TryTake<T>(2, out Span<float> floats)) (floats[0], floats[1]) = (ToSingle(first), ToSingle(second));
        else WriteEach([first, second]);
    }

    /// <inheritdoc cref="Write{T}(T, T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(T first, T second, T third)
        where T : unmanaged
    {
        if (TryTake<T>(3, out Span<float> floats)) (floats[0], floats[1], floats[2]) = (ToSingle(first), ToSingle(second), ToSingle(third));
        else WriteEach([first, second, third]);
    }

    /// <inheritdoc cref="Write{T}(T, T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(T first, T second, T third, T fourth)
        where T : unmanaged
    {
        if (TryTake<T>(4, out Span<float> floats)) (floats[0], floats[1], floats[2], floats[3]) = (ToSingle(first), ToSingle(second), ToSingle(third), ToSingle(fourth));
        else WriteEach([first, second, third, fourth]);
    }

    /// <inheritdoc cref="Write{T}(T, T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(T first, T second, T third, T fourth, T fifth)
        where T : unmanaged
    {
        if (TryTake<T>(5, out Span<float> floats)) (floats[0], floats[1], floats[2], floats[3], floats[4]) = (ToSingle(first), ToSingle(second), ToSingle(third), ToSingle(fourth), ToSingle(fifth));
        else WriteEach([first, second, third, fourth, fifth]);
    }

    /// <inheritdoc cref="Write{T}(T, T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(T first, T second, T third, T fourth, T fifth, T sixth)
        where T : unmanaged
    {
        if (TryTake<T>(6, out Span<float> floats)) (floats[0], floats[1], floats[2], floats[3], floats[4], floats[5]) = (ToSingle(first), ToSingle(second), ToSingle(third), ToSingle(fourth), ToSingle(fifth), ToSingle(sixth));
        else WriteEach([first, second, third, fourth, fifth, sixth]);
    }

    /// <inheritdoc cref="Write{T}(T, T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(T first, T second, T third, T fourth, T fifth, T sixth, T seventh)
        where T : unmanaged
    {
        if (TryTake<T>(7, out Span<float> floats)) (floats[0], floats[1], floats[2], floats[3], floats[4], floats[5], floats[6]) = (ToSingle(first), ToSingle(second), ToSingle(third), ToSingle(fourth), ToSingle(fifth), ToSingle(sixth), ToSingle(seventh));
        else WriteEach([first, second, third, fourth, fifth, sixth, seventh]);
    }

    /// <inheritdoc cref="Write{T}(T, T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(T first, T second, T third, T fourth, T fifth, T sixth, T seventh, T eighth)
        where T : unmanaged
    {
        if (TryTake<T>(8, out Span<float> floats)) (floats[0], floats[1], floats[2], floats[3], floats[4], floats[5], floats[6], floats[7]) = (ToSingle(first), ToSingle(second), ToSingle(third), ToSingle(fourth), ToSingle(fifth), ToSingle(sixth), ToSingle(seventh), ToSingle(eighth));
        else WriteEach([first, second, third, fourth, fifth, sixth, seventh, eighth]);
    }

    private static bool GoesIntoFloats<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(int);

    private static float ToSingle<T>(T value)
        where T : unmanaged => typeof(T) == typeof(float) ? (float)(object)value : (int)(object)value;

    /// <summary>The places of the next values where all of them are floats, or become floats without being asked for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTake<T>(int count, out Span<float> places)
    {
        Span<float> floats = _floats;
        int next = _next;
        bool isThere = GoesIntoFloats<T>() && count <= floats.Length - next;
        places = isThere ? floats.Slice(next, count) : default;
        if (isThere) _next = next + count;
        return isThere;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteEach<T>(scoped ReadOnlySpan<T> values)
        where T : unmanaged
    {
        foreach (T value in values) WriteConverted(value);
    }
}
