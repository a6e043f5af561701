namespace Scoring.Bindings.Fluent;

/// <summary>Columns of one type, as one input takes them: all values of a row one after another.</summary>
internal abstract class PackedColumns<TRow>
{
    /// <summary>Writes all rows where the batch is one column of this type; does nothing elsewhere.</summary>
    public abstract bool TryWrite(ReadOnlySpan<TRow> rows, ref RowWriter writer);
}
