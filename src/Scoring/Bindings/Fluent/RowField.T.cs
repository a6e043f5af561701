namespace Scoring.Bindings.Fluent;

/// <summary>One column of a fluent binding.</summary>
internal abstract class RowField<TRow>(BindingColumn column)
{
    public BindingColumn Column { get; } = column;

    /// <summary>Whether it has one value per row, which becomes a float without being asked for.</summary>
    public virtual bool GivesFloats => false;

    public abstract void Write(in TRow row, ref RowWriter writer);

    /// <summary>Writes the values of several rows; only where it <see cref="GivesFloats"/>.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="values">From the first row's value on.</param>
    /// <param name="stride">How far the next row's value is.</param>
    public virtual void WriteFloats(ReadOnlySpan<TRow> rows, Span<float> values, int stride) => throw new NotSupportedException();
}
