namespace Scoring.Bindings.BuiltIn;

/// <summary>Finds the built-in row binding of a type, without reflection: each comparison of types is folded away.</summary>
internal static class BuiltInRowBindings
{
    public static RowBinding<TRow>? TryGet<TRow>() =>
        Of<TRow, float>() ?? Of<TRow, double>() ?? Of<TRow, Half>() ?? Of<TRow, bool>() ??
        Of<TRow, sbyte>() ?? Of<TRow, short>() ?? Of<TRow, int>() ?? Of<TRow, long>() ??
        Of<TRow, byte>() ?? Of<TRow, ushort>() ?? Of<TRow, uint>() ?? Of<TRow, ulong>() ?? OfString<TRow>();

    private static RowBinding<TRow>? Of<TRow, T>()
        where T : unmanaged
    {
        if (typeof(TRow) == typeof(T)) return (RowBinding<TRow>)(object)new ScalarRowBinding<T>();
        if (typeof(TRow) == typeof(T[])) return (RowBinding<TRow>)(object)new ArrayRowBinding<T>([Records.RowShape.Any]);
        if (typeof(TRow) == typeof(ReadOnlyMemory<T>)) return (RowBinding<TRow>)(object)new MemoryRowBinding<T>();
        return null;
    }

    private static RowBinding<TRow>? OfString<TRow>()
    {
        if (typeof(TRow) == typeof(string)) return (RowBinding<TRow>)(object)new StringRowBinding();
        if (typeof(TRow) == typeof(string[])) return (RowBinding<TRow>)(object)new StringArrayRowBinding();
        return null;
    }
}
