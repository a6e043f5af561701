using Scoring.Bindings;
using Scoring.Bindings.Matching;
using Scoring.Records;

namespace Scoring.Tests.Bindings;

/// <summary>Writes rows and reads scores with a binding checked against a signature, both in the ways a client does: all at once, and one by one.</summary>
internal static class Bound
{
    /// <summary>The batch that the binding makes of the rows. The two ways must agree.</summary>
    public static RecordBatch Write<TRow>(RowBinding<TRow> binding, ScoringSignature signature, params TRow[] rows)
    {
        var encoder = new RowEncoder<TRow>(binding, signature);
        var batch = RecordBatch.Rent(encoder.Schema, rows.Length);
        encoder.CheckCount(encoder.Encode(rows, batch), rows.Length);

        // From the last row to the first: each has a place of its own.
        using var oneByOne = RecordBatch.Rent(encoder.Schema, rows.Length);
        for (int i = rows.Length - 1; i >= 0; i--) encoder.EncodeRow(in rows[i], oneByOne, i);
        for (int column = 0; column < batch.Schema.Columns.Length; column++) Assert.Equal(Values.Of(batch, column), Values.Of(oneByOne, column));
        return batch;
    }

    /// <summary>The schema of the batches that the binding makes for the model.</summary>
    public static RecordSchema Schema<TRow>(RowBinding<TRow> binding, ScoringSignature signature) => new RowEncoder<TRow>(binding, signature).Schema;

    /// <summary>Why the binding does not fit the model.</summary>
    public static string Mismatch<TRow>(RowBinding<TRow> binding, ScoringSignature signature) =>
        Assert.Throws<ScoringBindingException>(() => new RowEncoder<TRow>(binding, signature)).Message;

    /// <inheritdoc cref="Mismatch{TRow}(RowBinding{TRow}, ScoringSignature)"/>
    public static string Mismatch<TScore>(ScoreBinding<TScore> binding, ScoringSignature signature) =>
        Assert.Throws<ScoringBindingException>(() => new ScoreDecoder<TScore>(binding, signature)).Message;

    /// <summary>The scores that the binding reads from the response. The two ways must agree.</summary>
    public static TScore[] Read<TScore>(ScoreBinding<TScore> binding, ScoringSignature signature, RecordBatch response)
    {
        var decoder = new ScoreDecoder<TScore>(binding, signature);
        var scores = new TScore[response.RowCount];
        decoder.Check(response, scores.Length);
        decoder.CheckCount(decoder.Decode(response, scores), scores.Length);
        for (int i = scores.Length - 1; i >= 0; i--) Assert.Equal(scores[i], decoder.DecodeRow(response, i));
        return scores;
    }
}
