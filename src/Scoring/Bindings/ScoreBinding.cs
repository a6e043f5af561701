using System.Collections.Immutable;
using Scoring.Bindings.BuiltIn;
using Scoring.Bindings.Fluent;

namespace Scoring.Bindings;

/// <summary>Makes bindings from responses to scores.</summary>
public static class ScoreBinding
{
    /// <summary>Starts a fluent binding with one lambda per output.</summary>
    /// <param name="create">Makes an empty score; <c>default</c> when left out.</param>
    public static ScoreBindingBuilder<TScore> For<TScore>(Func<TScore>? create = null) => new(create);

    /// <summary>A binding with one lambda per row, which is faster than one per output.</summary>
    /// <param name="read">Reads the row's values in the order of the outputs. A static lambda.</param>
    /// <param name="outputs">The outputs; none means the model's only one.</param>
    public static ScoreBinding<TScore> Create<TScore>(ScoreRead<TScore> read, params ReadOnlySpan<BindingColumn> outputs)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new DelegateScoreBinding<TScore>(read, outputs.IsEmpty ? [new BindingColumn("")] : [.. outputs]);
    }

    /// <summary>
    /// The built-in binding for a number, bool or string, for an array of them, for a <see cref="ReadOnlyMemory{T}"/> of numbers or bools, or for a tuple of
    /// numbers and bools, whose items take the values of the outputs one after another.
    /// </summary>
    /// <param name="outputs">The outputs by name; none means the model's only one. More than one only for a tuple.</param>
    /// <exception cref="ArgumentException">There is none for <typeparamref name="TScore"/>, or several outputs are given for one value.</exception>
    public static ScoreBinding<TScore> Default<TScore>(params ReadOnlySpan<string> outputs)
    {
        ImmutableArray<string> names = outputs.IsEmpty ? [""] : [.. outputs];
        ScoreBinding<TScore>? binding = BuiltInScoreBindings.TryGet<TScore>(names);
        if (binding is null) BindingThrow.NoBuiltIn(typeof(TScore), "score", $"Write one: ScoreBinding.For<{typeof(TScore).Name}>().Output(…).Build().");
        return binding!;
    }
}
