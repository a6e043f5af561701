using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Bindings.Matching;

/// <summary>A score binding checked against one model: reads scores out of its responses.</summary>
internal sealed class ScoreDecoder<TScore>
{
    private readonly ScoreBinding<TScore> _binding;
    private readonly bool _allowNarrowing;
    private readonly string _model;
    private readonly ImmutableArray<string> _outputs;

    /// <summary>Where the outputs are in the last response's schema. Replaced as a whole by any thread that sees another schema.</summary>
    private Positions _positions = new(null, []);

    public ScoreDecoder(ScoreBinding<TScore> binding, ScoringSignature signature)
    {
        _binding = binding;
        _allowNarrowing = binding.AllowNarrowing;
        _model = signature.ModelName;
        _outputs = [.. SignatureMatcher.MatchOutputs(signature, binding.Columns, _allowNarrowing, typeof(TScore)).Select(static o => o.Name)];
    }

    /// <summary>Throws when the response cannot be the scores of that many rows.</summary>
    public void Check(RecordBatch response, int rows)
    {
        if (response.RowCount != rows) throw new ScoringResponseException($"{_model} answered {response.RowCount} rows to a request of {rows}.") { Rows = rows };
        _ = PositionsIn(response.Schema);
    }

    /// <summary>Reads all scores, or throws what a row's binding throws; the scores are then undefined.</summary>
    /// <returns>How many rows the binding read.</returns>
    public int Decode(RecordBatch response, Span<TScore> scores)
    {
        var reader = new ScoreReader(response, PositionsIn(response.Schema), _allowNarrowing);
        _binding.ReadScores(ref reader, scores);
        return reader.Row;
    }

    /// <summary>Reads the score of one row.</summary>
    public TScore DecodeRow(RecordBatch response, int row)
    {
        var reader = new ScoreReader(response.Slice(row, 1), PositionsIn(response.Schema), _allowNarrowing);
        TScore score = _binding.ReadScore(ref reader);
        reader.EndRow();
        return score;
    }

    /// <summary>Throws when the binding did not count the rows as <see cref="ScoreBinding{TScore}.ReadScores"/> must.</summary>
    public void CheckCount(int read, int rows)
    {
        if (read != rows) throw new ScoringBindingException($"{_binding.GetType().Name}.ReadScores read {read} of {rows} rows.");
    }

    private ReadOnlySpan<int> PositionsIn(RecordSchema schema)
    {
        Positions positions = _positions;
        if (!ReferenceEquals(positions.Schema, schema)) _positions = positions = FindPositions(schema);
        return positions.Columns;
    }

    // Apart from the hot method, as a lambda that captures a parameter costs an object at every call.
    private Positions FindPositions(RecordSchema schema) => new(schema, [.. _outputs.Select(name => PositionOf(schema, name))]);

    private int PositionOf(RecordSchema schema, string name)
    {
        int index = schema.IndexOf(name);
        return index >= 0 ? index : throw new ScoringResponseException($"{_model} answered {schema}; its output '{name}' is not among them.");
    }

    private sealed record Positions(RecordSchema? Schema, int[] Columns);
}
