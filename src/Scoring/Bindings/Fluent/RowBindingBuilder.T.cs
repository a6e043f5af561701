using Scoring.Records;

namespace Scoring.Bindings.Fluent;

/// <summary>Builds a row binding with one lambda per column.</summary>
/// <typeparam name="TRow">One event to score.</typeparam>
/// <remarks>Used by one thread. Lambdas should be static: they are called from many threads at once.</remarks>
public sealed class RowBindingBuilder<TRow>
{
    private readonly List<RowField<TRow>> _fields = [];
    private bool _allowNarrowing;

    internal RowBindingBuilder()
    {
    }

    /// <summary>Adds a column of one number or bool per row.</summary>
    /// <param name="name">The input's name; any name where the model takes all values in one input.</param>
    /// <param name="value">Reads the value from a row.</param>
    /// <exception cref="ArgumentException"><typeparamref name="TValue"/> is no element type.</exception>
    public RowBindingBuilder<TRow> Column<TValue>(string name, ColumnGetter<TRow, TValue> value)
        where TValue : unmanaged => Add(new ScalarField<TRow, TValue>(name, value));

    /// <summary>Adds a column of one number per row that may be missing: null becomes NaN, which only a floating column can hold.</summary>
    /// <inheritdoc cref="Column{TValue}(string, ColumnGetter{TRow, TValue})"/>
    public RowBindingBuilder<TRow> Column<TValue>(string name, ColumnGetter<TRow, TValue?> value)
        where TValue : unmanaged => Add(new NullableField<TRow, TValue>(name, value));

    /// <summary>Adds a column of one string per row; null is missing.</summary>
    /// <inheritdoc cref="Column{TValue}(string, ColumnGetter{TRow, TValue})"/>
    public RowBindingBuilder<TRow> Column(string name, ColumnGetter<TRow, string?> value) => Add(new StringField<TRow>(name, value));

    /// <summary>Adds a column of several numbers or bools per row, as many as the model takes.</summary>
    /// <param name="name">The input's name; any name where the model takes all values in one input.</param>
    /// <param name="values">Reads the values from a row, row-major.</param>
    /// <param name="shape">The dimensions of one row, where the model does not say them.</param>
    /// <exception cref="ArgumentException"><typeparamref name="TValue"/> is no element type.</exception>
    public RowBindingBuilder<TRow> Column<TValue>(string name, ColumnGetter<TRow, TValue[]> values, RowShape? shape = null)
        where TValue : unmanaged => Add(new ArrayField<TRow, TValue>(name, values, shape));

    /// <inheritdoc cref="Column{TValue}(string, ColumnGetter{TRow, TValue[]}, RowShape?)"/>
    public RowBindingBuilder<TRow> Column<TValue>(string name, ColumnGetter<TRow, ReadOnlyMemory<TValue>> values, RowShape? shape = null)
        where TValue : unmanaged => Add(new MemoryField<TRow, TValue>(name, values, shape));

    /// <summary>Lets values lose digits or range, such as double to float. Integers are checked for overflow all the same.</summary>
    public RowBindingBuilder<TRow> AllowNarrowing()
    {
        _allowNarrowing = true;
        return this;
    }

    /// <summary>Makes the binding.</summary>
    /// <exception cref="InvalidOperationException">There is no column.</exception>
    public RowBinding<TRow> Build()
    {
        if (_fields.Count == 0) throw new InvalidOperationException("A binding needs at least one column: call Column(name, value).");
        return new FluentRowBinding<TRow>([.. _fields], _allowNarrowing);
    }

    private RowBindingBuilder<TRow> Add(RowField<TRow> field)
    {
        _fields.Add(field);
        return this;
    }
}
