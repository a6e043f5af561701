using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Scoring.Bindings.BuiltIn;
using Scoring.Bindings.Fluent;
using Scoring.Bindings.Matching;
using Scoring.Bindings.Registration;
using Scoring.Records;

namespace Scoring.Bindings;

/// <summary>Makes bindings from rows to batches.</summary>
public static class RowBinding
{
    /// <summary>Starts a fluent binding with one lambda per column.</summary>
    /// <example><code>
    /// RowBinding.For&lt;Trip&gt;()
    ///     .Column("hour", static (in Trip t) =&gt; t.Hour)
    ///     .Column("distance", static (in Trip t) =&gt; t.Distance)
    ///     .Build();
    /// </code></example>
    public static RowBindingBuilder<TRow> For<TRow>() => new();

    /// <summary>A binding with one lambda per row, which is faster than one per column.</summary>
    /// <param name="write">Writes the row's values in the order of the columns. A static lambda.</param>
    /// <param name="columns">The columns; a name alone is enough where types are to be seen as they are written.</param>
    /// <exception cref="ArgumentException">There is no column.</exception>
    public static RowBinding<TRow> Create<TRow>(RowWrite<TRow> write, params ReadOnlySpan<BindingColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (columns.IsEmpty) throw new ArgumentException("A binding needs at least one column.", nameof(columns));
        return new DelegateRowBinding<TRow>(write, [.. columns]);
    }

    /// <summary>A binding for rows that are arrays of one known length.</summary>
    /// <param name="length">Values per row, at least 1. Needed where the model does not say how many it takes.</param>
    public static RowBinding<T[]> Array<T>(int length)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        return new ArrayRowBinding<T>([length]);
    }

    /// <summary>The binding that was registered or generated for <typeparamref name="TRow"/>, or else the built-in one to the model's one input for a number, bool or
    /// string, for an array of them, or for a <see cref="ReadOnlyMemory{T}"/> of numbers or bools.</summary>
    /// <exception cref="ArgumentException">There is none for <typeparamref name="TRow"/>.</exception>
    public static RowBinding<TRow> Default<TRow>()
    {
        RowBinding<TRow>? binding = RegisteredRowBinding<TRow>.Binding ?? BuiltInRowBindings.TryGet<TRow>() ?? Generated<TRow>();
        if (binding is null) BindingThrow.NoBuiltIn(typeof(TRow), "row", $"Mark it with [ScoringRow], or write one: RowBinding.For<{typeof(TRow).Name}>().Column(…).Build().");
        return binding!;
    }

    /// <summary>Makes a binding the default of its row type. Generated bindings register themselves when their assembly starts; the last one counts.</summary>
    /// <param name="binding">What <see cref="Default{TRow}"/> gives from now on.</param>
    public static void Register<TRow>(RowBinding<TRow> binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        RegisteredRowBinding<TRow>.Binding = binding;
    }

    /// <summary>An assembly of which no code has run yet has registered nothing: it is started.</summary>
    private static RowBinding<TRow>? Generated<TRow>()
    {
        RuntimeHelpers.RunModuleConstructor(typeof(TRow).Module.ModuleHandle);
        return RegisteredRowBinding<TRow>.Binding;
    }

    internal static ImmutableArray<BindingColumn> OnlyColumn(ElementType type, RowShape shape) => [new BindingColumn("", type, shape)];
}
