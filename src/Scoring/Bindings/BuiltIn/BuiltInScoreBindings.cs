using System.Collections.Immutable;

namespace Scoring.Bindings.BuiltIn;

/// <summary>Finds the built-in score binding of a type, without reflection: each comparison of types is folded away.</summary>
internal static class BuiltInScoreBindings
{
    public static ScoreBinding<TScore>? TryGet<TScore>(ImmutableArray<string> outputs) =>
        TupleScoreBinding<TScore>.TryCreate(outputs) ?? OfOneOutput<TScore>(outputs);

    private static ScoreBinding<TScore>? OfOneOutput<TScore>(ImmutableArray<string> outputs)
    {
        if (outputs.Length > 1)
            throw new ArgumentException($"{typeof(TScore).Name} holds one output's values; {outputs.Length} outputs were given. Use a tuple, or ScoreBinding.For<…>().", nameof(outputs));
        string name = outputs[0];
        return Of<TScore, float>(name) ?? Of<TScore, double>(name) ?? Of<TScore, Half>(name) ?? Of<TScore, bool>(name) ??
            Of<TScore, sbyte>(name) ?? Of<TScore, short>(name) ?? Of<TScore, int>(name) ?? Of<TScore, long>(name) ??
            Of<TScore, byte>(name) ?? Of<TScore, ushort>(name) ?? Of<TScore, uint>(name) ?? Of<TScore, ulong>(name) ?? OfString<TScore>(name);
    }

    private static ScoreBinding<TScore>? Of<TScore, T>(string output)
        where T : unmanaged
    {
        if (typeof(TScore) == typeof(T)) return (ScoreBinding<TScore>)(object)new ScalarScoreBinding<T>(output);
        if (typeof(TScore) == typeof(T[])) return (ScoreBinding<TScore>)(object)new ArrayScoreBinding<T>(output);
        if (typeof(TScore) == typeof(ReadOnlyMemory<T>)) return (ScoreBinding<TScore>)(object)new MemoryScoreBinding<T>(output);
        return null;
    }

    private static ScoreBinding<TScore>? OfString<TScore>(string output)
    {
        if (typeof(TScore) == typeof(string)) return (ScoreBinding<TScore>)(object)new StringScoreBinding(output);
        if (typeof(TScore) == typeof(string[])) return (ScoreBinding<TScore>)(object)new StringArrayScoreBinding(output);
        return null;
    }
}
