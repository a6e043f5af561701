using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Scoring.Bindings.BuiltIn;
using Scoring.Bindings.Fluent;
using Scoring.Bindings.Matching;
using Scoring.Bindings.Registration;

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
    /// The binding that was registered or generated for <typeparamref name="TScore"/>, or else the built-in one for a number, bool or string, for an array of them, for a
    /// <see cref="ReadOnlyMemory{T}"/> of numbers or bools, or for a tuple of numbers and bools, whose items take the values of the outputs one after another.
    /// </summary>
    /// <param name="outputs">The outputs by name; none means the model's only one, or those that a registered binding names. More than one only for a tuple.</param>
    /// <exception cref="ArgumentException">There is none for <typeparamref name="TScore"/>, several outputs are given for one value, or a registered binding names its
    /// outputs itself.</exception>
    public static ScoreBinding<TScore> Default<TScore>(params ReadOnlySpan<string> outputs)
    {
        ImmutableArray<string> names = outputs.IsEmpty ? [""] : [.. outputs];
        ScoreBinding<TScore>? binding = Registered<TScore>(names) ?? BuiltInScoreBindings.TryGet<TScore>(names) ?? Generated<TScore>(names);
        if (binding is null)
            BindingThrow.NoBuiltIn(typeof(TScore), "score", $"Mark it with [ScoringResult], or write one: ScoreBinding.For<{typeof(TScore).Name}>().Output(…).Build().");
        return binding!;
    }

    /// <summary>Makes a binding the default of its score type. Generated bindings register themselves when their assembly starts; the last one counts.</summary>
    /// <param name="binding">What <see cref="Default{TScore}"/> gives from now on.</param>
    public static void Register<TScore>(ScoreBinding<TScore> binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        RegisteredScoreBinding<TScore>.Binding = binding;
    }

    private static ScoreBinding<TScore>? Registered<TScore>(ImmutableArray<string> names)
    {
        ScoreBinding<TScore>? binding = RegisteredScoreBinding<TScore>.Binding;
        if (binding is not null && names is not [""])
            throw new ArgumentException($"The binding of {typeof(TScore).Name} names its outputs itself, by [Column]; '{string.Join("', '", names)}' cannot be chosen here.", nameof(names));
        return binding;
    }

    /// <summary>An assembly of which no code has run yet has registered nothing: it is started.</summary>
    private static ScoreBinding<TScore>? Generated<TScore>(ImmutableArray<string> names)
    {
        RuntimeHelpers.RunModuleConstructor(typeof(TScore).Module.ModuleHandle);
        return Registered<TScore>(names);
    }
}
