using Scoring.Records;

namespace Scoring.Bindings.Matching;

/// <summary>A row binding checked against one model: writes rows into batches as that model takes them.</summary>
internal sealed class RowEncoder<TRow>
{
    private readonly RowBinding<TRow> _binding;
    private readonly bool _allowNarrowing;

    public RowEncoder(RowBinding<TRow> binding, ScoringSignature signature)
    {
        _binding = binding;
        _allowNarrowing = binding.AllowNarrowing;
        Schema = SignatureMatcher.MatchInputs(signature, binding.Columns, _allowNarrowing);
    }

    /// <summary>The columns of the batches, with the model's names.</summary>
    public RecordSchema Schema { get; }

    /// <summary>Writes all rows, or throws what a row's binding throws; the batch's content is then undefined.</summary>
    /// <returns>How many rows the binding wrote.</returns>
    public int Encode(ReadOnlySpan<TRow> rows, RecordBatch batch)
    {
        var writer = new RowWriter(batch, 0, _allowNarrowing);
        _binding.WriteRows(rows, ref writer);
        return writer.Row;
    }

    /// <summary>Throws when the binding did not count the rows as <see cref="RowBinding{TRow}.WriteRows"/> must.</summary>
    public void CheckCount(int written, int rows)
    {
        if (written != rows) throw new ScoringBindingException($"{_binding.GetType().Name}.WriteRows wrote {written} of {rows} rows.");
    }

    /// <summary>Writes one row at a place of its own.</summary>
    public void EncodeRow(in TRow row, RecordBatch batch, int at)
    {
        var writer = new RowWriter(batch, at, _allowNarrowing);
        _binding.WriteRow(in row, ref writer);
        writer.EndRow();
    }
}
