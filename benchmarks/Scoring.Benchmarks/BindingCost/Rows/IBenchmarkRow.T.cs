using Scoring.Bindings;

namespace Scoring.Benchmarks.BindingCost.Rows;

/// <summary>A row of floats, with the bindings that an application would write and the loop that does without one.</summary>
internal interface IBenchmarkRow<TRow>
{
    static abstract int Columns { get; }

    /// <summary>One lambda per row that writes several values in one call.</summary>
    static abstract RowBinding<TRow> PerRow { get; }

    /// <summary>One lambda per row that writes value after value.</summary>
    static abstract RowBinding<TRow> PerRowSingly { get; }

    static abstract RowBinding<TRow> PerColumn { get; }

    static abstract TRow From(ReadOnlySpan<float> v);

    static abstract void CopyByHand(ReadOnlySpan<TRow> rows, Span<float> values);
}
