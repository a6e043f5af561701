namespace Scoring.Bindings.Fluent;

/// <summary>One column of a fluent binding.</summary>
internal abstract class RowField<TRow>(BindingColumn column)
{
    public BindingColumn Column { get; } = column;

    public abstract void Write(in TRow row, ref RowWriter writer);
}
