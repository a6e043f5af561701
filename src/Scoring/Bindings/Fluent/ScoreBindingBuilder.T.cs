using Scoring.Records;

namespace Scoring.Bindings.Fluent;

/// <summary>Builds a score binding with one lambda per output.</summary>
/// <typeparam name="TScore">What the model gives for one row.</typeparam>
/// <remarks>Used by one thread. Lambdas should be static: they are called from many threads at once.</remarks>
public sealed class ScoreBindingBuilder<TScore>
{
    private readonly Func<TScore>? _create;
    private readonly List<ScoreField<TScore>> _fields = [];
    private bool _allowNarrowing;

    internal ScoreBindingBuilder(Func<TScore>? create) => _create = create;

    /// <summary>Adds an output of one number or bool per row.</summary>
    /// <param name="name">The output's name; empty for the model's only one.</param>
    /// <param name="set">Stores the value.</param>
    /// <exception cref="ArgumentException"><typeparamref name="TValue"/> is no element type.</exception>
    public ScoreBindingBuilder<TScore> Output<TValue>(string name, ColumnSetter<TScore, TValue> set)
        where TValue : unmanaged => Add(new ScoreField<TScore>(
            new BindingColumn(name, ElementTypes.Of<TValue>(), RowShape.Scalar), (ref TScore score, ref ScoreReader reader) => set(ref score, reader.Read<TValue>())));

    /// <summary>Adds an output of several numbers or bools per row, as a new array.</summary>
    /// <inheritdoc cref="Output{TValue}(string, ColumnSetter{TScore, TValue})"/>
    public ScoreBindingBuilder<TScore> Output<TValue>(string name, ColumnSetter<TScore, TValue[]> set)
        where TValue : unmanaged => Add(new ScoreField<TScore>(
            new BindingColumn(name, ElementTypes.Of<TValue>()), (ref TScore score, ref ScoreReader reader) => set(ref score, reader.ReadArray<TValue>())));

    /// <summary>Adds an output of one string per row, as a new string; null is missing.</summary>
    /// <inheritdoc cref="Output{TValue}(string, ColumnSetter{TScore, TValue})"/>
    public ScoreBindingBuilder<TScore> Output(string name, ColumnSetter<TScore, string?> set) => Add(new ScoreField<TScore>(
        new BindingColumn(name, ElementType.String, RowShape.Scalar), (ref TScore score, ref ScoreReader reader) => set(ref score, reader.ReadString())));

    /// <summary>Lets values lose digits or range, such as double to float. Integers are checked for overflow all the same.</summary>
    public ScoreBindingBuilder<TScore> AllowNarrowing()
    {
        _allowNarrowing = true;
        return this;
    }

    /// <summary>Makes the binding.</summary>
    /// <exception cref="InvalidOperationException">There is no output.</exception>
    public ScoreBinding<TScore> Build()
    {
        if (_fields.Count == 0) throw new InvalidOperationException("A binding needs at least one output: call Output(name, set).");
        return new FluentScoreBinding<TScore>(_create, [.. _fields], _allowNarrowing);
    }

    private ScoreBindingBuilder<TScore> Add(ScoreField<TScore> field)
    {
        _fields.Add(field);
        return this;
    }
}
