using System.Collections.Immutable;

namespace Scoring.Bindings;

/// <summary>Writes rows of an application's type into batches.</summary>
/// <typeparam name="TRow">One event to score.</typeparam>
/// <remarks>
/// <para>Make one with <see cref="RowBinding"/>, or derive from this class where the last nanosecond counts; generated bindings derive from it too.</para>
/// <para>It is checked against a model's signature before any row is sent. Where every column is named as an input, it is bound by name, in any order. Where the model
/// takes one input, the columns fill it by position: four scalar columns, or one of shape <c>[4]</c>, feed <c>[N, 4]</c>.</para>
/// <para>A binding holds no state and is used by many threads at once.</para>
/// </remarks>
public abstract class RowBinding<TRow>
{
    /// <summary>The columns, in the order in which <see cref="WriteRow"/> writes their values.</summary>
    public abstract ImmutableArray<BindingColumn> Columns { get; }

    /// <summary>Whether values may lose digits or range, such as double to float. Integers are checked for overflow all the same. False unless overridden.</summary>
    public virtual bool AllowNarrowing => false;

    /// <summary>Writes all values of one row, in the order of <see cref="Columns"/>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="writer">Takes the values. Do not call <see cref="RowWriter.EndRow"/> here.</param>
    /// <remarks>What it throws fails this row alone.</remarks>
    protected internal abstract void WriteRow(in TRow row, ref RowWriter writer);

    /// <summary>Writes many rows. Override it to do so faster than one by one.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="writer">Takes the values; <see cref="RowWriter.EndRow"/> or <see cref="RowWriter.TryGetPacked"/> counts the rows.</param>
    /// <remarks>When it throws, the rows are written again one by one with <see cref="WriteRow"/>, to find those that fail.</remarks>
    protected internal virtual void WriteRows(ReadOnlySpan<TRow> rows, ref RowWriter writer)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            WriteRow(in rows[i], ref writer);
            writer.EndRow();
        }
    }
}
