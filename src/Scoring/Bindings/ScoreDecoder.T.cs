using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Bindings;

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

    public void Decode(RecordBatch response, Span<TScore> scores)
    {
        if (response.RowCount != scores.Length)
            throw new ScoringResponseException($"{_model} answered {response.RowCount} rows to a request of {scores.Length}.") { Rows = scores.Length };
        var reader = new ScoreReader(response, PositionsIn(response.Schema), _allowNarrowing);
        _binding.ReadScores(ref reader, scores);
    }

    private ReadOnlySpan<int> PositionsIn(RecordSchema schema)
    {
        Positions positions = _positions;
        if (!ReferenceEquals(positions.Schema, schema)) _positions = positions = new Positions(schema, [.. _outputs.Select(name => PositionOf(schema, name))]);
        return positions.Columns;
    }

    private int PositionOf(RecordSchema schema, string name)
    {
        int index = schema.IndexOf(name);
        return index >= 0 ? index : throw new ScoringResponseException($"{_model} answered {schema}; its output '{name}' is not among them.");
    }

    private sealed record Positions(RecordSchema? Schema, int[] Columns);
}
